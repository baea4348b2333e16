import Wire

/// How mailbox names hold characters beyond ASCII (RFC 3501 §5.1.3).
///
/// `&` begins UTF-16 in base64 with `,` for `/`, `-` ends it, and `&-` is `&` itself.
enum ModifiedUTF7 {
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var pending: [UInt8] = []
        func flush() {
            guard !pending.isEmpty else { return }
            let base64 = Base64.encode(pending).filter { $0 != equals }
            output.append(ampersand)
            output += base64.map { $0 == slash ? comma : $0 }
            output.append(hyphen)
            pending = []
        }
        for scalar in text.unicodeScalars {
            if (0x20...0x7E).contains(scalar.value) {
                flush()
                output.append(UInt8(scalar.value))
                if scalar == "&" { output.append(hyphen) }
            } else {
                for unit in String(scalar).utf16 {
                    pending += [UInt8(unit >> 8), UInt8(unit & 255)]
                }
            }
        }
        flush()
        return output
    }

    /// Nil when the octets are not exactly what ``encode(_:)`` would make of some text.
    ///
    /// Strictness is the point: `&AEk-NBOX` would otherwise look like INBOX and be another name.
    static func decode(_ octets: [UInt8]) -> String? {
        var text = ""
        var index = 0
        while index < octets.count {
            let byte = octets[index]
            guard byte < 0x80 else { return nil }
            if byte != ampersand {
                text.unicodeScalars.append(Unicode.Scalar(byte))
                index += 1
                continue
            }
            guard let end = octets[index...].firstIndex(of: hyphen) else { return nil }
            let shifted = octets[(index + 1)..<end]
            if shifted.isEmpty {
                text.unicodeScalars.append("&")
            } else {
                guard let part = decodeShifted(shifted) else { return nil }
                text += part
            }
            index = end + 1
        }
        return encode(text) == octets ? text : nil
    }

    private static func decodeShifted(_ shifted: ArraySlice<UInt8>) -> String? {
        var base64 = shifted.map { $0 == comma ? slash : $0 }
        base64 += Array(repeating: equals, count: (4 - base64.count % 4) % 4)
        guard let bytes = Base64.decode(base64), bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 0, to: bytes.count, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        return String(validating: units, as: UTF16.self)
    }

    private static let ampersand = UInt8(ascii: "&")
    private static let hyphen = UInt8(ascii: "-")
    private static let comma = UInt8(ascii: ",")
    private static let slash = UInt8(ascii: "/")
    private static let equals = UInt8(ascii: "=")
}
