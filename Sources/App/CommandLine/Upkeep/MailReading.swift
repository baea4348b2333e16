import MIME
import Mail
import Storage

extension MessageReading {
    /// How this program reads mail.
    static let ofMail = MessageReading(
        digest: { SHA256() }, envelope: { Envelope(headerOctets: $0) })
}

extension SHA256: OctetDigest {
    public var value: [UInt8] { finish().octets }
}
