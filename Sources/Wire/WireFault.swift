/// The other side broke the protocol.
public struct WireFault: Error, Hashable, Sendable {
    /// What was due, in a few words: "a tagged response".
    public var expected: String
    /// The beginning of what came instead, control characters replaced; empty when it may hold a
    /// secret.
    public var excerpt: String

    public init(expected: String, excerpt: String = "") {
        self.expected = expected
        self.excerpt = excerpt.withoutControls
    }

    /// Quotes the first 200 octets of what came.
    public init(expected: String, found bytes: some Collection<UInt8>) {
        let beginning = bytes.prefix(Limits.excerptOctets)
        self.init(expected: expected, excerpt: String(decoding: beginning, as: UTF8.self))
    }
}

/// The server understood and said no (`NO`, `BAD`, `-ERR`, 4xx, 5xx).
public struct Refusal: Error, Hashable, Sendable {
    /// The machine-readable code, upper case: `AUTHENTICATIONFAILED`, `IN-USE`; nil when absent.
    public var code: String?
    /// The server's words, control characters replaced.
    public var text: String
    /// The command was not understood (`BAD`), rather than denied.
    public var isBadCommand: Bool

    public init(code: String? = nil, text: String, isBadCommand: Bool = false) {
        self.code = code
        self.text = text
        self.isBadCommand = isBadCommand
    }
}

extension String {
    /// The text with every control character (C0, DEL, C1) replaced by U+FFFD.
    ///
    /// For words of a server on their way into an error; the screen has its own, stricter door.
    public var withoutControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    let isControl =
                        scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0)
                    return isControl ? "\u{FFFD}" : scalar
                }))
    }
}
