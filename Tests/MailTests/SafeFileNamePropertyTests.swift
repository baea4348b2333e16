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

    /// Looks at octets and scalars only, and shares no code with what it checks.
    private func fault(of name: String) -> String? {
        let octets = Array(name.utf8)
        let scalars = Array(name.unicodeScalars)
        if octets.isEmpty || octets.count > 200 { return "length" }
        if octets.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x2F || $0 == 0x5C }) {
            return "octet"
        }
        if [0x2E, 0x2D, 0x7E, 0x20].contains(octets[0]) { return "beginning" }
        if octets.last == 0x2E || octets.last == 0x20 { return "end" }
        if name.utf8.contains(where: Array(":*?\"<>|;&$`'!%".utf8).contains) { return "reserved" }
        let hidden: [ClosedRange<UInt32>] = [
            0x80...0x9F, 0x61C...0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xE_0000...0xE_0FFF, 0xE000...0xF8FF,
        ]
        if scalars.contains(where: { scalar in hidden.contains { $0.contains(scalar.value) } }) {
            return "hidden"
        }
        return nil
    }

    @Test("10,000 random proposals all become one safe path component")
    func alwaysSafe() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<10_000 {
            let proposed = randomName(&generator)
            let name = SafeFileName(proposed)
            #expect(fault(of: name.text) == nil, "\(proposed.debugDescription)")
            let number = Int.random(in: 1...999, using: &generator)
            #expect(fault(of: name.numbered(number).text) == nil, "\(proposed.debugDescription)")
        }
    }

    @Test("a safe name proposed again is the same to the last octet")
    func idempotent() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<10_000 {
            let proposed = randomName(&generator)
            let once = SafeFileName(proposed)
            for name in [once, once.numbered(7)] {
                let twice = SafeFileName(name.text)
                #expect(
                    twice.text.utf8.elementsEqual(name.text.utf8), "\(proposed.debugDescription)")
            }
        }
    }

    @Test("octets that are no UTF-8 become a safe name as well")
    func invalidOctets() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let octets = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            #expect(fault(of: SafeFileName(String(decoding: octets, as: UTF8.self)).text) == nil)
        }
    }
}
