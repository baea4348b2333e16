import Testing

@testable import Mail

@Suite("Any proposed file name")
struct SafeFileNamePropertyTests {
    /// What attackers write, and scalars of the ranges where the odd ones live.
    private static let pieces =
        [
            "..", "/", "\\", ".", "-", "~", " ", "\u{0}", "\r\n", "\t", "\u{202E}", "\u{200D}",
            "\u{301}", "\u{323}", "\u{344}", "\u{94D}", "\u{915}", "\u{958}", "\u{FF0F}",
            "\u{2215}",
            "\u{A0}", "\u{2800}", "\u{E0041}", ".pdf", ".tar.gz", "évil", "한", "🏳️‍🌈", "e\u{301}",
            "\u{1112}", "\u{1161}", "\u{11AB}", "\u{37E}", "\u{1FEF}", "\u{9C7}", "\u{9BE}", "%s",
            "'", "\"", ";", "|", "$(x)", "con", "\u{2028}", "\u{FFFE}", "\u{212B}", "<\u{338}",
            String(repeating: "x", count: 190), String(repeating: "\u{316}", count: 12),
        ]
    private static let ranges: [ClosedRange<UInt32>] = [
        0...0x7F, 0x80...0x24F, 0x300...0x36F, 0x590...0x6FF, 0x900...0xDFF, 0x1100...0x11FF,
        0x1E00...0x206F, 0x2100...0x2BFF, 0x3000...0x30FF, 0xAC00...0xD7A3, 0xF900...0xFFFF,
        0x1_D100...0x1_D1FF, 0xE_0000...0xE_01FF, 0...0x10_FFFF,
    ]

    private func randomName(_ generator: inout SeededGenerator) -> String {
        var name = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            if Bool.random(using: &generator) {
                name.append(
                    contentsOf: (Self.pieces.randomElement(using: &generator) ?? "").unicodeScalars)
            } else {
                let range = Self.ranges.randomElement(using: &generator) ?? 0...0
                name.append(Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "?")
            }
        }
        return String(name)
    }

    private static let reserved = Set(":*?\"<>|;&$`'!%/\\\u{7F}".utf8).union(0..<0x20)
    private static let hidden: [ClosedRange<UInt32>] = [
        0x80...0x9F, 0x61C...0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xE_0000...0xE_0FFF, 0xE000...0xF8FF,
    ]

    /// Looks at octets and scalars only, and shares no code with what it checks.
    private func fault(of name: String) -> String? {
        let octets = Array(name.utf8)
        guard let first = octets.first, let last = octets.last, octets.count <= 200 else {
            return "length"
        }
        if [0x2E, 0x2D, 0x7E, 0x20].contains(first) { return "beginning" }
        if last == 0x2E || last == 0x20 { return "end" }
        if octets.contains(where: Self.reserved.contains) { return "reserved" }
        let isHidden = name.unicodeScalars.contains { scalar in
            !scalar.isASCII && Self.hidden.contains { $0.contains(scalar.value) }
        }
        return isHidden ? "hidden" : nil
    }

    @Test("10,000 random proposals all become one safe path component")
    func alwaysSafe() {
        var generator = SeededGenerator(seed: 3)
        var unsafe: [String: String] = [:]
        for _ in 0..<10_000 {
            let proposed = randomName(&generator)
            let name = SafeFileName(proposed)
            let number = Int.random(in: 1...999, using: &generator)
            unsafe[proposed.debugDescription] =
                fault(of: name.text) ?? fault(of: name.numbered(number).text)
        }
        #expect(unsafe.isEmpty)
    }

    @Test("a safe name proposed again is the same to the last octet")
    func idempotent() {
        var generator = SeededGenerator(seed: 4)
        var changed: [String] = []
        for _ in 0..<10_000 {
            let once = SafeFileName(randomName(&generator))
            for name in [once.text, once.numbered(7).text]
            where !SafeFileName(name).text.utf8.elementsEqual(name.utf8) {
                changed.append(name.debugDescription)
            }
        }
        #expect(changed.isEmpty)
    }

    @Test("octets that are no UTF-8 become a safe name as well")
    func invalidOctets() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let octets = (0..<Int.random(in: 0...100, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let name = SafeFileName(String(decoding: octets, as: UTF8.self))
            #expect(fault(of: name.text) == nil, "\(octets)")
        }
    }
}
