/// Seven-bit charsets that shift between ASCII and characters of two octets: ISO-2022-JP (RFC 1468
/// and the variants that mail programs made of it), ISO-2022-KR (RFC 1557), HZ (RFC 1843).
///
/// They become the eight-bit form of the same characters, which iconv decodes. Each line starts in
/// ASCII again, so that a lost escape sequence costs one line at most.
struct ShiftedText {
    static let japanese = "ISO-2022-JP"
    static let korean = "ISO-2022-KR"
    static let hz = "HZ-GB-2312"

    private enum Set {
        case ascii, pairs, kana, supplement
    }

    private let name: String
    private var output: [UInt8] = []
    private var set = Set.ascii

    static func decode(_ octets: ArraySlice<UInt8>, from name: String) -> String {
        if name == japanese, let other = otherJapanese(octets) {
            if let text = Iconv.decode(octets, from: other) { return text }
        }
        var text = ShiftedText(name: name)
        text.output.reserveCapacity(octets.count)
        text.read(octets)
        let target = name == japanese ? "EUC-JP-MS" : name == korean ? "CP949" : "GB18030"
        return Charset(name: target).decode(text.output[...])
    }

    private init(name: String) {
        self.name = name
    }

    /// Escapes of ISO-2022-JP-2 and -3 that the common form has no place for.
    private static func otherJapanese(_ octets: ArraySlice<UInt8>) -> String? {
        for index in octets.indices.dropLast(3) where octets[index] == 0x1B {
            switch (octets[index + 1], octets[index + 2], octets[index + 3]) {
            case (UInt8(ascii: "$"), UInt8(ascii: "A"), _), (UInt8(ascii: "."), _, _),
                (UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "C")):
                return "ISO-2022-JP-2"
            case (UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "O")...UInt8(ascii: "Q")):
                return "ISO-2022-JP-3"
            default:
                continue
            }
        }
        return nil
    }

    private mutating func read(_ octets: ArraySlice<UInt8>) {
        var index = octets.startIndex
        while index < octets.endIndex {
            let octet = octets[index]
            let taken = shift(octets[index...])
            if taken > 0 {
                index += taken
            } else if octet == .lineFeed || octet == .carriageReturn {
                set = .ascii
                output.append(octet)
                index += 1
            } else {
                index += append(octets[index...])
            }
        }
    }

    /// Octets of a shift that stands here; 0 where none does.
    private mutating func shift(_ octets: ArraySlice<UInt8>) -> Int {
        let next = octets.dropFirst().first
        switch octets.first {
        case 0x0E where name != ShiftedText.hz:
            set = name == ShiftedText.japanese ? .kana : .pairs
            return 1
        case 0x0F where name != ShiftedText.hz:
            set = .ascii
            return 1
        case 0x1B where name == ShiftedText.korean:
            return octets.starts(with: [0x1B, 0x24, 0x29, 0x43]) ? 4 : 0
        case 0x1B where name == ShiftedText.japanese:
            guard let escape = ShiftedText.escapes.first(where: { octets.starts(with: $0.octets) })
            else { return 0 }
            set = escape.set
            return escape.octets.count
        case UInt8(ascii: "~") where name == ShiftedText.hz:
            return tilde(before: next)
        default:
            return 0
        }
    }

    private mutating func tilde(before next: UInt8?) -> Int {
        switch next {
        case UInt8(ascii: "{"): set = .pairs
        case UInt8(ascii: "}"): set = .ascii
        case UInt8(ascii: "~") where set == .ascii: output.append(UInt8(ascii: "~"))
        case .lineFeed? where set == .ascii: break
        default: return 0
        }
        return 2
    }

    /// One character; gives its octets.
    private mutating func append(_ octets: ArraySlice<UInt8>) -> Int {
        guard let first = octets.first else { return 0 }
        let isGraphic = (0x21...0x7E).contains(first)
        let second = octets.dropFirst().first.flatMap { (0x21...0x7E).contains($0) ? $0 : nil }
        switch set {
        case .kana where isGraphic && first < 0x60:
            output += [0x8E, first | 0x80]
        case .pairs where isGraphic, .supplement where isGraphic:
            guard let second else {
                output.append(0xFF)
                return 1
            }
            if set == .supplement { output.append(0x8F) }
            output += [first | 0x80, second | 0x80]
            return 2
        case _ where (0xA1...0xDF).contains(first) && name == ShiftedText.japanese:
            // Half-width kana that were left in eight bits.
            output += [0x8E, first]
        case _ where first >= 0x80 && name == ShiftedText.japanese:
            output.append(0xFF)
        default:
            output.append(first)
        }
        return 1
    }

    private static let escapes: [(octets: [UInt8], set: Set)] = [
        (Array("\u{1B}(B".utf8), .ascii), (Array("\u{1B}(J".utf8), .ascii),
        (Array("\u{1B}(H".utf8), .ascii), (Array("\u{1B}(I".utf8), .kana),
        (Array("\u{1B})I".utf8), .ascii), (Array("\u{1B}$@".utf8), .pairs),
        (Array("\u{1B}$B".utf8), .pairs), (Array("\u{1B}$(@".utf8), .pairs),
        (Array("\u{1B}$(B".utf8), .pairs), (Array("\u{1B}$(D".utf8), .supplement),
        (Array("\u{1B}&@".utf8), .ascii),
    ]
}
