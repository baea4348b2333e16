/// The SHA-256 of a server's public key (SPKI), written `sha256:` and 64 hexadecimal digits.
///
/// It excuses an unknown issuer or name of the certificate, nothing else.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 octets.
    public let octets: [UInt8]

    /// Nil unless the text has the form above; colons between the digits are passed over.
    public init?(_ text: String) {
        let mark = "sha256:"
        guard text.lowercased().hasPrefix(mark) else { return nil }
        let digits = text.dropFirst(mark.count).filter { $0 != ":" }
        guard digits.utf8.count == 64 else { return nil }
        var octets: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            guard rest.prefix(2).allSatisfy(\.isHexDigit),
                let octet = UInt8(rest.prefix(2), radix: 16)
            else { return nil }
            octets.append(octet)
            rest = rest.dropFirst(2)
        }
        self.octets = octets
    }

    public var description: String {
        "sha256:"
            + octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
