/// How the generator writes a part for the way (RFC 2045 §6).
enum MailEncoding {
    case none, base64, quotedPrintable

    /// With its line end.
    var field: String {
        switch self {
        case .none: "Content-Transfer-Encoding: 8bit\r\n"
        case .base64: "Content-Transfer-Encoding: base64\r\n"
        case .quotedPrintable: "Content-Transfer-Encoding: quoted-printable\r\n"
        }
    }

    func encoded(_ octets: [UInt8]) -> [UInt8] {
        switch self {
        case .none: octets
        case .base64: MailEncoding.base64(octets)
        case .quotedPrintable: MailEncoding.quotedPrintable(octets)
        }
    }

    private static func base64(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count / 3 * 4 + octets.count / 28)
        for (number, start) in stride(from: 0, to: octets.count, by: 3).enumerated() {
            if number > 0, number % 19 == 0 { output += [13, 10] }
            let group = octets[start..<min(start + 3, octets.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                output.append(
                    place <= group.count
                        ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return output
    }

    private static func quotedPrintable(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count / 2 * 3)
        var column = 0
        for octet in octets {
            if column > 72, octet != 13, octet != 10 {
                output += [UInt8(ascii: "="), 13, 10]
                column = 0
            }
            if octet >= 0x80 || octet == UInt8(ascii: "=") {
                let digits = Array("0123456789ABCDEF".utf8)
                output += [UInt8(ascii: "="), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
                column += 3
            } else {
                output.append(octet)
                column = octet == 10 ? 0 : column + 1
            }
        }
        return output
    }

    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
