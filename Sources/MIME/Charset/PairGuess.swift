/// How well a text would be one of the charsets that write a character in two octets.
struct PairGuess {
    /// Pairs of octets in one charset, and what they would be.
    private struct Count {
        var pairs = 0
        var bad = 0
        /// Pairs right behind another: words of other charsets have single high octets.
        var adjacent = 0
        /// Characters that everyday text is made of.
        var common = 0
        var kana = 0
        /// Pairs whose second octet is in the lower half.
        var low = 0
        /// Half-width katakana of Shift_JIS: any octets of EUC-JP would be such.
        var halfWidth = 0

        func share(_ count: Int) -> Double { Double(count) / Double(max(pairs, 1)) }

        /// A single pair, or pairs that stand apart, are letters of another charset: with an ASCII
        /// letter behind each, those letters would be lost.
        var isPlausible: Bool {
            pairs > (low > 0 ? 2 : 1) && bad * 50 <= pairs && share(adjacent) >= 0.4
        }
    }

    let charset: Charset
    /// Only a few pairs, and no kana among them.
    let isWeak: Bool

    /// Nil where the pairs make no everyday text of any of the charsets.
    init?(_ sample: [UInt8]) {
        let japanese = PairGuess.count(sample, lead: 0xA1...0xFE, low: false, extra: true) {
            lead, _ in
            (isKana: lead == 0xA4 || lead == 0xA5, isCommon: (0xB0...0xCF).contains(lead))
        }
        let shiftJIS = PairGuess.countShiftJIS(sample)
        let korean = PairGuess.count(sample, lead: 0xA1...0xFD, low: false) { lead, _ in
            (isKana: false, isCommon: (0xB0...0xC8).contains(lead))
        }
        let chinese = PairGuess.count(sample, lead: 0x81...0xFE, low: true) { lead, trail in
            (isKana: false, isCommon: (0xB0...0xD7).contains(lead) && trail >= 0xA1)
        }
        let taiwanese = PairGuess.count(sample, lead: 0xA1...0xF9, low: true) { lead, _ in
            (isKana: false, isCommon: (0xA4...0xC6).contains(lead))
        }
        let found: (name: String, count: Count)
        if japanese.isPlausible, japanese.share(japanese.kana) >= 0.2 {
            found = ("EUC-JP-MS", japanese)
        } else if shiftJIS.isPlausible, shiftJIS.halfWidth * 4 <= shiftJIS.pairs,
            shiftJIS.share(shiftJIS.kana) >= 0.2,
            shiftJIS.share(shiftJIS.kana + shiftJIS.common) >= 0.7
        {
            found = ("CP932", shiftJIS)
        } else if korean.isPlausible, korean.share(korean.common) >= 0.93 {
            found = ("CP949", korean)
        } else if taiwanese.isPlausible, taiwanese.share(taiwanese.common) >= 0.7,
            taiwanese.share(taiwanese.low) >= 0.15
        {
            found = ("BIG5-HKSCS", taiwanese)
        } else if chinese.isPlausible, chinese.pairs > 1, chinese.share(chinese.common) >= 0.7,
            chinese.share(chinese.low) < 0.1
        {
            found = ("GB18030", chinese)
        } else {
            return nil
        }
        charset = Charset(name: found.name)
        isWeak = found.count.pairs < 4 && found.count.kana == 0
    }

    /// Signs such as the ideographic comma (row A1, A3) say nothing and are not counted as pairs.
    private static func count(
        _ sample: [UInt8], lead: ClosedRange<UInt8>, low: Bool, extra: Bool = false,
        _ look: (UInt8, UInt8) -> (isKana: Bool, isCommon: Bool)
    ) -> Count {
        var count = Count()
        var index = 0
        var pairEnd = -1
        while index < sample.count {
            let first = sample[index]
            index += 1
            guard first >= 0x80 else { continue }
            if extra, first == 0x8E || first == 0x8F {
                index += first == 0x8E ? 1 : 2
                continue
            }
            guard index < sample.count else { break }
            let second = sample[index]
            let isLow = (0x40...0x7E).contains(second)
            guard lead.contains(first), second >= 0xA1 && second < 0xFF || low && isLow else {
                count.bad += 1
                continue
            }
            index += 1
            if index - 2 == pairEnd { count.adjacent += 1 }
            pairEnd = index
            if first == 0xA1 || first == 0xA3, !isLow { continue }
            count.pairs += 1
            if isLow { count.low += 1 }
            let (isKana, isCommon) = look(first, second)
            if isKana { count.kana += 1 }
            if isCommon { count.common += 1 }
        }
        return count
    }

    private static func countShiftJIS(_ sample: [UInt8]) -> Count {
        var count = Count()
        var index = 0
        var pairEnd = -1
        while index < sample.count {
            let first = sample[index]
            index += 1
            guard first >= 0x80 else { continue }
            if (0xA1...0xDF).contains(first) {
                count.halfWidth += 1
                continue
            }
            guard index < sample.count else { break }
            let second = sample[index]
            guard (0x81...0xFC).contains(first), (0x40...0xFC).contains(second), second != 0x7F
            else {
                count.bad += 1
                continue
            }
            index += 1
            if index - 2 == pairEnd { count.adjacent += 1 }
            pairEnd = index
            if first == 0x81 { continue }
            count.pairs += 1
            if first == 0x82 && second >= 0x9F || first == 0x83 && second <= 0x96 {
                count.kana += 1
            } else if (0x88...0x97).contains(first) {
                count.common += 1
            }
        }
        return count
    }
}
