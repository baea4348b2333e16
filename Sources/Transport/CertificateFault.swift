/// A certificate that was refused, with what a person needs to judge it.
///
/// The texts are the other side's; control characters are replaced and long ones cut.
public struct CertificateFault: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case expired
        case notYetValid
        case unknownIssuer
        case selfSigned
        case wrongName
        /// The key is not the one pinned in the settings.
        case otherKey
        case missing
        /// A weak key, a wrong purpose, a broken signature and everything else.
        case unacceptable
    }

    public var kind: Kind
    /// One sentence without its full stop: "the certificate expired on …".
    public var reason: String
    /// The name the certificate was checked against.
    public var host: String
    public var issuer: String
    /// First and last moment of validity, in UTC: "2026-11-23 16:50".
    public var validFrom: String
    public var validUntil: String
    /// SHA-256 of the public key (SPKI), 64 lower-case hex digits; what a pin compares.
    public var fingerprint: String
}

extension CertificateFault: CustomStringConvertible {
    public var description: String {
        "the certificate of \(host) is refused: \(reason)"
    }
}
