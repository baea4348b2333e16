/// Random text made of what breaks terminals and columns, the same for the same seed.
struct HostileText: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func text(upTo length: Int = 24) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) { scalars.append(scalar()) }
        return String(scalars)
    }

    private mutating func scalar() -> Unicode.Scalar {
        if Int.random(in: 0..<3, using: &self) == 0 {
            let range = Self.ranges.randomElement(using: &self) ?? 0...0
            return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "?"
        }
        return Self.favourites.unicodeScalars.randomElement(using: &self) ?? "?"
    }

    private static let favourites =
        "aé 1#\u{1B}\u{9B}\u{7F}\t\r\n\u{202E}\u{2066}\u{61C}\u{200B}\u{200C}\u{200D}\u{FEFF}\u{AD}\u{34F}"
        + "\u{301}\u{489}\u{20E3}\u{FE0E}\u{FE0F}\u{FE00}\u{E0100}\u{E0041}\u{E007F}👩👍❤🏳🏴🏻🏿💻🇩🇪"
        + "작者가각\u{115F}\u{1160}\u{3164}क्षात्रী\u{0600}\u{06DD}\u{110BD}\u{2028}\u{2029}\u{FFF9}"
        + "\u{E000}\u{FFFF}\u{10FFFF}\u{1F6D8}\u{302E}\u{3099}\u{0E33}\u{FDFA}ﷺسلا"

    private static let ranges: [ClosedRange<UInt32>] = [
        0...0xFF, 0x300...0x36F, 0x590...0x70F, 0x900...0xDFF, 0x1100...0x11FF, 0x1780...0x18AF,
        0x2000...0x206F, 0x2600...0x27BF, 0x3000...0x30FF, 0xA960...0xA97F, 0xD7B0...0xD7FB,
        0xFE00...0xFFFF, 0x1_1000...0x1_17FF, 0x1_F1E6...0x1_F1FF, 0x1_F300...0x1_FAFF,
        0xE_0000...0xE_01EF, 0...0x10_FFFF,
    ]
}
