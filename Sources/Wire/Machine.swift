/// A protocol session without I/O: it eats octets and says what to do next.
///
/// Whoever owns the connection feeds what arrives to ``receive(_:)`` and asks ``next()`` until it
/// answers ``Step/needsBytes``. A machine is a value, so a test drives it with plain arrays.
public protocol Machine: Sendable {
    associatedtype Event: Sendable

    /// Takes octets in the order they came; any split of the stream gives the same events.
    mutating func receive(_ bytes: [UInt8])

    /// What to do now.
    ///
    /// Throws ``WireFault`` when the other side broke the protocol beyond recovery; the
    /// connection is then closed, and the machine is not asked again.
    mutating func next() throws(WireFault) -> Step<Event>

    /// Told when the TLS handshake that ``Step/startTLS`` asked for has succeeded.
    ///
    /// Everything learnt before it is forgotten (security: untagged data before TLS).
    mutating func tlsStarted()

    /// Told when the other side closed the stream in the proper way; may yield last events.
    mutating func receiveEnd()
}

/// What a machine wants done.
public enum Step<Event: Sendable>: Sendable {
    /// Something happened.
    case event(Event)
    /// Octets for the other side.
    case send([UInt8])
    /// Nothing until more octets arrive or the owner gives a new command.
    case needsBytes
    /// Begin TLS on this connection now.
    ///
    /// A machine asks for it only when its own buffer is empty: octets that came with the answer
    /// to STARTTLS were not protected, and a machine that holds some throws instead.
    case startTLS
    /// The conversation is over.
    case close
}

/// The other side broke the protocol.
public struct WireFault: Error, Hashable, Sendable {
    /// What was due, in a few words: "a tagged response".
    public var expected: String
    /// The beginning of what came instead, at most 200 octets, control characters replaced; empty
    /// when it may hold a secret.
    public var excerpt: String

    public init(expected: String, excerpt: String = "") {
        self.expected = expected
        self.excerpt = excerpt
    }

    public init(expected: String, found bytes: some Collection<UInt8>) {
        self.expected = expected
        excerpt = String(decoding: bytes.prefix(200), as: UTF8.self).withoutControls
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
