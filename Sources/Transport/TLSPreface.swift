/// Tells from its first octet whether the other side speaks TLS.
enum TLSPreface {
    /// A handshake or an alert, the only records a conversation can begin with (RFC 8446 §5.1).
    static func isRecord(_ octet: UInt8) -> Bool {
        octet == 0x16 || octet == 0x15
    }

    static let notTLS = "this port does not speak TLS"

    static func check(_ octet: UInt8) throws(TransportFault) {
        guard !isRecord(octet) else { return }
        let hint =
            switch octet {
            case UInt8(ascii: "*"): "this port speaks plain IMAP"
            case UInt8(ascii: "+"): "this port speaks plain POP"
            case UInt8(ascii: "2"): "this port speaks plain SMTP"
            default: notTLS
            }
        throw .tlsFailed(reason: hint)
    }
}
