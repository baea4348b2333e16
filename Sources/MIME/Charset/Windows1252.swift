/// The one charset that everybody meets without a declaration, decoded without iconv.
enum Windows1252 {
    static func decode(_ octets: ArraySlice<UInt8>) -> String {
        let high = octets.withUnsafeBytes { buffer in buffer.reduce(0) { $0 + Int($1 >> 7) } }
        guard high > 0 else { return String(decoding: octets, as: UTF8.self) }
        // No octet becomes more than three.
        return String(unsafeUninitializedCapacity: octets.count + 2 * high) { output in
            var count = 0
            for octet in octets {
                if octet < 0x80 {
                    output[count] = octet
                    count += 1
                } else {
                    for unit in UTF8.encode(scalar(octet)) ?? UTF8.encodedReplacementCharacter {
                        output[count] = unit
                        count += 1
                    }
                }
            }
            return count
        }
    }

    /// Also what HTML means by the numeric references 128 to 159.
    static func scalar(_ octet: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(octet) else { return Unicode.Scalar(octet) }
        return upperControls[Int(octet - 0x80)]
    }

    private static let upperControls: [Unicode.Scalar] = [
        "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž",
        "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ",
        "\u{FFFD}", "ž", "Ÿ",
    ]
}
