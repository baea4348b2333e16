import CNcurses

extension Screen {
    /// Puts text into the clipboard of the person's desktop by way of the terminal (OSC 52).
    ///
    /// Most terminals do it, some after asking, over `ssh` too; none says whether it did. False where
    /// the text is longer than terminals take. Only what the person asked for belongs here.
    public func putIntoClipboard(_ octets: [UInt8]) -> Bool {
        guard octets.count <= Limits.clipboardOctets else { return false }
        // Base64 holds no control character, whatever the text does.
        cn_send("\u{1B}]52;c;\(Clipboard.base64(octets))\u{1B}\\")
        return true
    }
}

/// Octets as OSC 52 takes them.
enum Clipboard {
    /// Base64 with padding (RFC 4648 §4).
    static func base64(_ octets: [UInt8]) -> String {
        let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        output.reserveCapacity((octets.count + 2) / 3 * 4)
        for start in stride(from: 0, to: octets.count, by: 3) {
            let piece = octets[start..<min(start + 3, octets.count)]
            let group = piece.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - piece.count))
            for place in 0..<4 {
                let letter = letters[Int(group >> (18 - 6 * place) & 63)]
                output.append(place <= piece.count ? letter : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
