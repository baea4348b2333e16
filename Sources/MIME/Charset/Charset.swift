/// A character set from a closed list; names from mail never reach iconv.
struct Charset: Hashable, Sendable {
    /// What iconv calls it.
    let name: String

    static let utf8 = Charset(name: "UTF-8")
    static let windows1252 = Charset(name: "CP1252")
    /// Declared by default and often wrongly, so 8-bit octets are looked at (``decode(_:)``).
    static let ascii = Charset(name: "US-ASCII")

    private init(name: String) {
        self.name = name
    }

    /// Nil for a name outside the list.
    init?(named octets: ArraySlice<UInt8>) {
        let quotes = "\"' \t".utf8
        let label = octets.filter { !quotes.contains($0) }.lowercasedText
        guard let name = CharsetTable.names[label] else { return nil }
        self.name = name
    }

    init?(named label: String) {
        self.init(named: Array(label.utf8.prefix(64))[...])
    }

    /// What octets without a declaration are: UTF-8 when they are well formed or nearly so, else
    /// windows-1252.
    static func detected(in octets: ArraySlice<UInt8>) -> Charset {
        if String(validating: octets, as: UTF8.self) != nil { return .utf8 }
        var good = 0
        var bad = 0
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            if scalar == "\u{FFFD}" { bad += 1 } else if scalar.value >= 0x80 { good += 1 }
        }
        // Text of another charset hardly ever makes one good sequence, cut UTF-8 makes many.
        return good > 2 * bad ? .utf8 : .windows1252
    }

    /// The text; what cannot be decoded becomes U+FFFD and the rest goes on.
    func decode(_ octets: ArraySlice<UInt8>) -> String {
        switch self {
        case .utf8:
            return String(decoding: octets, as: UTF8.self)
        case .ascii:
            if let text = String(validating: octets, as: UTF8.self) { return text }
            return Windows1252.decode(octets)
        case .windows1252:
            return Windows1252.decode(octets)
        default:
            return Iconv.decode(octets, from: name)
                ?? Charset.detected(in: octets).decode(octets)
        }
    }
}

/// The one charset that everybody meets without a declaration, decoded without iconv.
enum Windows1252 {
    static func decode(_ octets: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for octet in octets { scalars.append(scalar(octet)) }
        return String(scalars)
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
