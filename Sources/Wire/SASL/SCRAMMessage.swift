/// What a server says in SCRAM (RFC 5802 §7).
enum SCRAMMessage {
    struct Salt {
        let nonce: [UInt8]
        let octets: [UInt8]
        let iterations: Int
    }

    case salt(Salt)
    case signature([UInt8])
    /// `e=`: a word such as `invalid-proof`, cleaned.
    case error(String)

    /// `server-first-message`: nonce, salt, iterations, and extensions that may be passed over.
    init(first octets: [UInt8]) throws(WireFault) {
        let fields = SCRAMMessage.fields(of: octets)
        if let error = SCRAMMessage.error(in: fields) {
            self = .error(error)
            return
        }
        // "m=" goes before all else: an extension that must be understood, and none is.
        guard fields.count >= 3,
            let nonce = SCRAMMessage.value("r", of: fields[0]), SCRAMMessage.isNonce(nonce),
            let text = SCRAMMessage.value("s", of: fields[1]),
            let salt = Base64.decode(text), !salt.isEmpty, salt.count <= Limits.scramOctets,
            let digits = SCRAMMessage.value("i", of: fields[2]),
            let iterations = SCRAMMessage.number(digits)
        else { throw WireFault(expected: "a nonce, a salt and a number of rounds") }
        self = .salt(Salt(nonce: Array(nonce), octets: salt, iterations: iterations))
    }

    /// `server-final-message`: a signature or an error, and extensions that may be passed over.
    init(final octets: [UInt8]) throws(WireFault) {
        let fields = SCRAMMessage.fields(of: octets)
        if let error = SCRAMMessage.error(in: fields) {
            self = .error(error)
        } else if let text = fields.first.flatMap({ SCRAMMessage.value("v", of: $0) }),
            let signature = Base64.decode(text)
        {
            self = .signature(signature)
        } else {
            throw WireFault(expected: "the server's signature")
        }
    }

    /// Printable, without a comma, and not without end.
    static func isNonce(_ octets: some Collection<UInt8>) -> Bool {
        !octets.isEmpty && octets.count <= Limits.scramOctets
            && octets.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") }
    }

    private static func fields(of octets: [UInt8]) -> [ArraySlice<UInt8>] {
        octets.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    }

    private static func value(_ name: Character, of field: ArraySlice<UInt8>) -> ArraySlice<UInt8>?
    {
        let mark = Array("\(name)=".utf8)
        return field.starts(with: mark) ? field.dropFirst(mark.count) : nil
    }

    private static func error(in fields: [ArraySlice<UInt8>]) -> String? {
        fields.first.flatMap { value("e", of: $0) }.map { text in
            String(decoding: text.prefix(Limits.excerptOctets), as: UTF8.self).withoutControls
        }
    }

    /// A number that is too great to be held is the greatest there is: too great all the same.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= Limits.scramOctets,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)) ?? .max
    }
}
