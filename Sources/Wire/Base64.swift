/// Base64 of SASL exchanges (RFC 4648 §4), strict: no line breaks, no missing padding.
public enum Base64 {
    public static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            let group = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
            output.append(alphabet[Int(group >> 18 & 63)])
            output.append(alphabet[Int(group >> 12 & 63)])
            output.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : padding)
            output.append(left > 2 ? alphabet[Int(group & 63)] : padding)
            index += 3
        }
        return output
    }

    /// Nil when the text is not exactly base64.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let bytes = Array(text)
        guard bytes.count.isMultiple(of: 4) else { return nil }
        let padded = bytes.suffix(2).filter { $0 == padding }.count
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 4 * 3)
        var group: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            if index >= bytes.count - padded {
                guard byte == padding else { return nil }
                group <<= 6
            } else {
                guard let value = value(of: byte) else { return nil }
                group = group << 6 | value
            }
            if index % 4 == 3 {
                output.append(UInt8(group >> 16 & 255))
                output.append(UInt8(group >> 8 & 255))
                output.append(UInt8(group & 255))
                group = 0
            }
        }
        // The bits below the last octet must be 0, or one value could be written in several ways.
        guard output.suffix(padded).allSatisfy({ $0 == 0 }) else { return nil }
        return output.dropLast(padded)
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
