/// Text without case, marks and runs of blanks, for searching as a person means it.
///
/// "cafe" finds "Café", "strasse" finds "Straße".
struct FoldedText {
    /// Where a letter comes from.
    struct Place {
        let line: Int
        /// Of that line's UTF-8.
        let octets: Range<Int>
    }

    private(set) var letters: [UInt32] = []
    private(set) var places: [Place] = []

    init() {}

    init(_ text: some StringProtocol) {
        add(String(text), line: 0, isWrapped: false)
        if letters.last == FoldedText.blank { letters.removeLast() }
    }

    /// Goes on with a line; a blank lies between it and the last one where that was wrapped.
    mutating func add(_ text: String, line: Int, isWrapped: Bool) {
        if isWrapped, !letters.isEmpty { addBlank(Place(line: line, octets: 0..<0)) }
        var offset = 0
        for scalar in text.unicodeScalars {
            let end = offset + UTF8.width(scalar)
            add(scalar, Place(line: line, octets: offset..<end))
            offset = end
        }
    }

    private mutating func addBlank(_ place: Place) {
        guard let last = letters.last, last != FoldedText.blank else { return }
        letters.append(FoldedText.blank)
        places.append(place)
    }

    private mutating func add(_ scalar: Unicode.Scalar, _ place: Place) {
        let value = scalar.value
        if value < 0x80 {
            guard value > 0x20 else { return addBlank(place) }
            letters.append(0x41...0x5A ~= value ? value + 0x20 : value)
            places.append(place)
            return
        }
        if scalar.properties.isWhitespace { return addBlank(place) }
        if scalar.properties.generalCategory == .nonspacingMark { return }
        for lower in FoldedText.lowered(scalar) {
            letters.append(lower)
            places.append(place)
        }
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> [UInt32] {
        if scalar == "ß" { return [0x73, 0x73] }
        return scalar.properties.lowercaseMapping.unicodeScalars.compactMap { lower in
            guard lower.properties.generalCategory != .nonspacingMark else { return nil }
            return bare[lower.value] ?? lower.value
        }
    }

    /// The places where these letters stand, from left to right, not overlapping.
    func places(of wanted: [UInt32]) -> [Range<Int>] {
        guard let first = wanted.first, letters.count >= wanted.count else { return [] }
        var found: [Range<Int>] = []
        var index = 0
        while index <= letters.count - wanted.count {
            if letters[index] == first,
                letters[index..<index + wanted.count].elementsEqual(wanted)
            {
                found.append(index..<index + wanted.count)
                index += wanted.count
            } else {
                index += 1
            }
        }
        return found
    }

    private static let blank: UInt32 = 0x20

    /// Small letters with marks and the letters they are without: Unicode names say
    /// "LATIN SMALL LETTER E WITH ACUTE".
    private static let bare: [UInt32: UInt32] = {
        let ranges: [ClosedRange<UInt32>] = [
            0x61...0x7A, 0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF,
        ]
        var letters: [String: UInt32] = [:]
        var marked: [(letter: UInt32, name: String)] = []
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
            guard let name = scalar.properties.name, name.contains(" SMALL LETTER ") else {
                continue
            }
            let words = name.split(separator: " ")
            guard let with = words.firstIndex(of: "WITH") else {
                letters[name] = scalar.value
                continue
            }
            marked.append((scalar.value, words[..<with].joined(separator: " ")))
        }
        // Letters whose names do not say it: й and и, ё and е, ς and σ, ı and i.
        let others: [UInt32: UInt32] = [0x439: 0x438, 0x451: 0x435, 0x3C2: 0x3C3, 0x131: 0x69]
        return marked.reduce(into: others) { $0[$1.letter] = letters[$1.name] }
    }()
}
