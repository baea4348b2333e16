/// What the octets of a charset are, as far as guessing needs it, and how well a text would be one of
/// its languages.
///
/// All of it is prepared once, so that a guess is a pass over the text and a sum for each language.
struct OctetLetters: Sendable {
    fileprivate struct Kind: OptionSet, Sendable {
        let rawValue: UInt8

        static let letter = Kind(rawValue: 1)
        static let capital = Kind(rawValue: 2)
        static let small = Kind(rawValue: 4)
        static let usualSign = Kind(rawValue: 8)
        /// Means nothing, or a control character.
        static let forbidden = Kind(rawValue: 16)
        static let high = Kind(rawValue: 32)
    }

    let charset: Charset
    private let isLatin: Bool
    /// Of all 256 octets.
    private let kinds: [Kind]
    /// For each language, of the octets from 128 on.
    private let languages: [[Int]]

    init(_ name: String, _ languages: [LetterFrequency], isLatin: Bool) {
        charset = Charset(name: name)
        self.isLatin = isLatin
        let scalars = (UInt8(0x80)...0xFF).map { octet in
            Iconv.decode([octet], from: name)?.unicodeScalars.first ?? "\u{FFFD}"
        }
        kinds = (UInt8(0)..<0x80).map(OctetLetters.kind) + scalars.map(OctetLetters.kind)
        self.languages = languages.map { language in
            scalars.map { OctetLetters.isLetter($0) ? language.weight(of: $0) : 0 }
        }
    }

    /// Positive where the text can be in one of the languages; nil where an octet means nothing.
    func score(_ sample: [UInt8]) -> Int? {
        var counts = [Int](repeating: 0, count: 128)
        var score = 0
        var before: Kind = []
        for index in sample.indices {
            let kind = kinds[Int(sample[index])]
            if kind.contains(.high) {
                if kind.contains(.forbidden) { return nil }
                let after = index + 1 < sample.count ? kinds[Int(sample[index + 1])] : []
                score += value(of: kind, before, after)
                let isAlone = !isLatin && !before.isHighLetter && !after.isHighLetter
                if kind.contains(.letter), !isAlone { counts[Int(sample[index] - 0x80)] += 1 }
            }
            before = kind
        }
        let used = counts.indices.filter { counts[$0] > 0 }
        let best = languages.map { weights in
            used.reduce(0) { $0 + counts[$1] * weights[$1] }
        }.max()
        return score + (best ?? 0)
    }

    /// What the company of a character says, whatever the language.
    private func value(of kind: Kind, _ before: Kind, _ after: Kind) -> Int {
        guard kind.contains(.letter) else {
            let isInside = before.contains(.letter) && after.contains(.letter)
            if kind.contains(.usualSign) { return isInside ? -6 : 0 }
            return isInside ? -12 : -6
        }
        if !isLatin, !before.isHighLetter, !after.isHighLetter { return -2 }
        var value = 0
        if kind.contains(.capital), before.contains(.small) { value -= 10 }
        if isLatin {
            // Letters with marks rarely stand together in the Latin languages.
            if before.isHighLetter { value -= 4 }
        } else if before.isASCIILetter || after.isASCIILetter {
            value -= 10
        }
        return value
    }

    private static func kind(_ octet: UInt8) -> Kind {
        let small: Kind = (0x61...0x7A).contains(octet) ? .small : .capital
        return octet.isLetter ? [.letter, small] : []
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        if scalar == "\u{FFFD}" || scalar.value < 0xA0 { return [.high, .forbidden] }
        if usualSigns.contains(scalar) { return [.high, .usualSign] }
        guard isLetter(scalar) else { return .high }
        var kind: Kind = [.high, .letter]
        if scalar.properties.isUppercase { kind.insert(.capital) }
        if scalar.properties.isLowercase { kind.insert(.small) }
        return kind
    }

    /// A letter or a mark on one, as in Thai.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter,
            .nonspacingMark, .spacingMark:
            return !usualSigns.contains(scalar)
        default:
            return false
        }
    }

    private static let usualSigns: Set<Unicode.Scalar> = [
        "\u{A0}", "«", "»", "„", "“", "”", "–", "—", "…", "’", "‘", "‚", "•", "·", "№", "§", "°",
        "€", "£", "©", "®", "´", "¿", "¡", "º", "ª", "½", "²", "³", "™", "\u{200E}", "\u{200F}",
    ]
}

extension OctetLetters.Kind {
    fileprivate var isHighLetter: Bool { contains([.high, .letter]) }
    fileprivate var isASCIILetter: Bool { contains(.letter) && !contains(.high) }
}
