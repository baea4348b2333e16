/// What of a message's octets is looked for: the text a person reads, and the names of its files.
public struct SearchText: Hashable, Sendable {
    public var text: String
    public var fileNames: [String]

    public init(text: String, fileNames: [String] = []) {
        self.text = text
        self.fileNames = fileNames
    }
}

/// Writing without blanks between words, made findable for an index of words.
///
/// Chinese, Japanese and Korean text becomes overlapping pairs: 日本語 is indexed as 日本, 本語 and
/// 語. A question of several characters is a phrase of such pairs, one of a single character the
/// beginning of a pair, so that any part of a text is found. Other text is left as it is.
enum WordText {
    static func spread(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xE1 }) else { return text }
        var output = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if isDense(scalar) {
                if let last {
                    output.append(last)
                    output.append(scalar)
                }
                output.append(" ")
                last = scalar
                continue
            }
            if let ending = last {
                output.append(ending)
                output.append(" ")
            }
            last = nil
            output.append(scalar)
        }
        if let last { output.append(last) }
        return String(output)
    }

    /// As ``spread(_:)``, without the single character that ends a run longer than one.
    static func question(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xE1 }) else { return text }
        var output = String.UnicodeScalarView()
        var run = String.UnicodeScalarView()
        func end(_ run: inout String.UnicodeScalarView, _ output: inout String.UnicodeScalarView) {
            if run.count == 1 { output.append(contentsOf: run) }
            for (first, second) in zip(run, run.dropFirst()) {
                output.append(first)
                output.append(second)
                output.append(" ")
            }
            if !run.isEmpty { output.append(" ") }
            run = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if isDense(scalar) {
                if run.isEmpty { output.append(" ") }
                run.append(scalar)
            } else {
                end(&run, &output)
                output.append(scalar)
            }
        }
        end(&run, &output)
        return String(output)
    }

    /// Whether there is anything in it that an index of words knows.
    static func hasWord(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: isLetter)
    }

    /// Letters and digits of the last word; it may be the beginning of a longer one.
    static func lengthOfLastWord(_ text: String) -> Int {
        text.unicodeScalars.reversed().drop { !isLetter($0) }.prefix(while: isLetter).count
    }

    /// Whether a question ends with a single character that begins pairs.
    static func endsInHalfPair(_ question: String) -> Bool {
        let last = question.unicodeScalars.split(separator: " ").last
        return last.map { $0.count == 1 && $0.allSatisfy(isDense) } ?? false
    }

    static func isDense(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035,
            0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x3105...0x312F, 0x3131...0x318E, 0x31A0...0x31BF, 0x31F0...0x31FF,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xD7B0...0xD7FB,
            0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let value = scalar.value
            return (48...57).contains(value) || (65...90).contains(value & ~32)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            return true
        default: return false
        }
    }
}
