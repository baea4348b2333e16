import Glibc

extension Charset {
    /// The charset that makes sense of a text of which `declared` is claimed.
    ///
    /// A claim is believed unless the octets refute it: well-formed UTF-8 with letters beyond ASCII
    /// is never an accident, and what does not decode is something else.
    /// - Parameter likely: what texts of this sender are, where they claim nothing that holds.
    static func fitting(
        _ octets: ArraySlice<UInt8>, declared: Charset?, likely: Charset? = nil
    ) -> Charset {
        guard let declared else { return undeclared(octets, likely) }
        guard declared.isASCIICompatible else {
            // Octets above 127 and no shift at all: only its name is that of a seven-bit charset.
            let isFalse = declared.isSevenBit && !octets.isASCII && !octets.contains(0x1B)
            return isFalse ? undeclared(octets, likely) : declared
        }
        if octets.isASCII { return sevenBit(octets, declared) }
        let count = UTF8Count(octets)
        if count.isWhole { return declared.isOutweighed(by: count, octets) ? .utf8 : declared }
        switch declared {
        case .utf8:
            if count.isMostlyGood { return .utf8 }
            if let likely, likely != .utf8, CharsetGuess.fits(likely, octets) { return likely }
            return CharsetGuess.best(octets) ?? .utf8
        case .ascii:
            return undeclared(octets, likely)
        default:
            return declared
        }
    }

    /// What octets without a declaration are.
    /// - Parameter hint: a charset that goes before any guess, unless they are something certain.
    static func detected(in octets: ArraySlice<UInt8>, hint: Charset? = nil) -> Charset {
        if let wide = CharsetGuess.wide(octets) { return wide }
        if octets.isASCII { return sevenBit(octets, .utf8) }
        if UTF8Count(octets).isMostlyGood { return .utf8 }
        if let hint, hint.isASCIICompatible, hint != .utf8, hint != .ascii,
            CharsetGuess.fits(hint, octets)
        {
            return hint
        }
        return CharsetGuess.best(octets) ?? .windows1252
    }

    private static func undeclared(_ octets: ArraySlice<UInt8>, _ likely: Charset?) -> Charset {
        if let likely, !likely.isASCIICompatible { return likely }
        return detected(in: octets, hint: likely)
    }

    /// Text that claims to be an ordinary charset, but has only ASCII with escapes in it.
    private static func sevenBit(_ octets: ArraySlice<UInt8>, _ declared: Charset) -> Charset {
        let sample = octets.prefix(sampleOctets)
        guard declared == .ascii || declared == .windows1252 || declared == .utf8,
            sample.containsShift,
            let shifted = CharsetGuess.shifted(sample)
        else { return declared }
        return shifted
    }

    private var isSevenBit: Bool {
        self == .japanese7Bit || self == .korean7Bit || name == UTF7.name
    }

    /// Whether a text that is well-formed UTF-8 throughout is that rather than what it claims.
    private func isOutweighed(by count: UTF8Count, _ octets: ArraySlice<UInt8>) -> Bool {
        guard CharsetGuess.isMultibyte(self) else { return true }
        // A few pairs of a Chinese charset can be well-formed UTF-8 by chance.
        return count.good > 2 && decode(octets).unicodeScalars.contains("\u{FFFD}")
    }

    private static let sampleOctets = 16_384
}

/// How much of a text is well-formed UTF-8 beyond ASCII.
struct UTF8Count {
    private(set) var good = 0
    private(set) var bad = 0

    /// Looks at the whole text, since one wrong octet decides.
    init(_ octets: ArraySlice<UInt8>) {
        let tail = octets.cutTail
        let whole = octets.dropLast(tail.count)
        if String(validating: whole, as: UTF8.self) != nil {
            good = whole.reduce(0) { $1 >= 0xC0 ? $0 + 1 : $0 }
        } else {
            for scalar in String(decoding: whole, as: UTF8.self).unicodeScalars {
                if scalar == "\u{FFFD}" { bad += 1 } else if scalar.value >= 0x80 { good += 1 }
            }
        }
        // What looks cut may as well be the last letter of a text in another charset.
        if !tail.isEmpty, good == 0 { bad += 1 }
    }

    var isWhole: Bool { bad == 0 }

    /// Text of another charset hardly ever makes one good sequence, cut UTF-8 makes many.
    var isMostlyGood: Bool { bad == 0 || good > 2 * bad }
}

extension ArraySlice<UInt8> {
    /// An escape or a tilde, by which seven-bit charsets shift.
    fileprivate var containsShift: Bool {
        withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return false }
            return memchr(base, 0x1B, octets.count) != nil
                || memchr(base, Int32(UInt8(ascii: "~")), octets.count) != nil
        }
    }

    /// The beginning of a UTF-8 sequence that the end of the text cut off.
    fileprivate var cutTail: ArraySlice<UInt8> {
        for (index, octet) in suffix(3).enumerated() where octet >= 0xC2 && octet < 0xF5 {
            let tail = suffix(3).dropFirst(index)
            let length = octet < 0xE0 ? 2 : octet < 0xF0 ? 3 : 4
            let isCut = tail.count < length && tail.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
            return isCut ? tail : []
        }
        return []
    }
}
