import Mail

/// What the declarations of one `style` attribute or one rule mean to a reader.
struct HTMLStyle {
    /// What a declaration decides, where it decides anything.
    struct Facts: OptionSet {
        let rawValue: UInt32
        /// A browser would show neither the element nor what is in it.
        static let hidden = Facts(rawValue: 1)
        /// `display` with another value, which undoes an earlier `none`.
        static let displayed = Facts(rawValue: 2)
        /// Letters too small to see; what is inside may choose larger ones.
        static let tinyText = Facts(rawValue: 4)
        static let normalText = Facts(rawValue: 8)
        /// No space above and below.
        static let tight = Facts(rawValue: 16)
        /// Line ends and blanks count.
        static let keepsLines = Facts(rawValue: 32)
        static let remoteImage = Facts(rawValue: 64)
        static let unmarked = Facts(rawValue: 128)
        static let borderless = Facts(rawValue: 256)
        static let topLine = Facts(rawValue: 512)
        static let strong = Facts(rawValue: 1024)
        static let emphasised = Facts(rawValue: 2048)
        static let struck = Facts(rawValue: 4096)
        static let tinyWidth = Facts(rawValue: 8192)
        static let tinyHeight = Facts(rawValue: 16384)
        static let clipped = Facts(rawValue: 32768)
        static let fixedWidth = Facts(rawValue: 65536)
    }

    private(set) var facts: Facts = []
    private(set) var alignment: ReadingTable.Alignment?
    /// The level of a list of a word processor (`mso-list: l0 level2 lfo1`), from 1.
    private(set) var listLevel = 0

    init() {}

    init(_ octets: [UInt8], in range: Range<Int>, _ properties: HTMLNameTable<HTMLProperty>) {
        var position = range.lowerBound
        let end = range.lowerBound + min(range.count, Limits.htmlStyleOctets)
        while position < end {
            var stop = position
            var colon: Int?
            var parentheses = 0
            while stop < end, parentheses > 0 || octets[stop] != UInt8(ascii: ";") {
                switch octets[stop] {
                case UInt8(ascii: ":") where colon == nil: colon = stop
                case UInt8(ascii: "("): parentheses += 1
                case UInt8(ascii: ")"): parentheses -= 1
                default: break
                }
                stop += 1
            }
            if let colon { declare(octets, position..<colon, colon + 1..<stop, properties) }
            position = stop + 1
        }
        // Clipping hides only where there is no room at all.
        if facts.isSuperset(of: [.tinyHeight, .clipped]) { facts.insert(.hidden) }
    }

    private mutating func declare(
        _ octets: [UInt8], _ name: Range<Int>, _ value: Range<Int>,
        _ properties: HTMLNameTable<HTMLProperty>
    ) {
        let name = octets[name].trimmed
        guard let property = properties[HTMLName(name)] else { return }
        let value = CSSValue(octets[value].trimmed.prefix(Limits.htmlStyleValueOctets))
        switch property {
        case .display:
            if value.has("none") {
                facts.insert(.hidden)
            } else {
                facts.insert(.displayed)
                facts.remove(.hidden)
            }
        case .visibility: if value.has("hidden") { facts.insert(.hidden) }
        case .opacity, .maxHeight: if value.isZero { facts.insert(.hidden) }
        case .overflow: if value.has("hidden") { facts.insert(.clipped) }
        case .height: if value.isTiny { facts.insert(.tinyHeight) }
        case .width: if value.isTiny { facts.insert(.tinyWidth) }
        case .fontSize: facts.insert(value.isTiny ? .tinyText : .normalText)
        case .margin, .marginBottom: if value.isZero { facts.insert(.tight) }
        case .whiteSpace: if value.has("pre") { facts.insert(.keepsLines) }
        case .listStyle, .listStyleType: if value.has("none") { facts.insert(.unmarked) }
        case .background, .backgroundImage, .content, .listStyleImage: break
        case .border: if value.has("none") || value.isZero { facts.insert(.borderless) }
        case .borderLeft: facts.remove(.borderless)
        case .borderTop: if value.has("solid") { facts.insert(.topLine) }
        case .fontWeight: if value.isBold { facts.insert(.strong) }
        case .fontStyle: if value.has("italic") { facts.insert(.emphasised) }
        case .textDecoration: if value.has("line-through") { facts.insert(.struck) }
        case .fontFamily: if value.has("mono") || value.has("courier") { facts.insert(.fixedWidth) }
        case .textAlign: alignment = value.alignment
        case .msoList: listLevel = value.listLevel
        }
        if value.loadsImage { facts.insert(.remoteImage) }
    }
}

/// The value of one declaration.
private struct CSSValue {
    private let octets: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
    }

    func has(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard octets.count >= count else { return false }
        for start in octets.startIndex...(octets.endIndex - count) {
            var offset = 0
            while offset < count, octets[start + offset].lowercased == word.utf8Start[offset] {
                offset += 1
            }
            if offset == count { return true }
        }
        return false
    }

    /// The number at the beginning.
    private var number: (value: Double, unit: ArraySlice<UInt8>)? {
        var value = 0.0
        var scale = 1.0
        var seesDigit = false
        var seesPoint = false
        var index = octets.startIndex
        while index < octets.endIndex {
            let octet = octets[index]
            if octet.isDigit {
                seesDigit = true
                if seesPoint { scale /= 10 }
                value =
                    seesPoint
                    ? value + Double(octet - 0x30) * scale : value * 10 + Double(octet - 0x30)
            } else if octet == UInt8(ascii: "."), !seesPoint {
                seesPoint = true
            } else {
                break
            }
            index += 1
        }
        return seesDigit ? (value, octets[index...]) : nil
    }

    /// "0", "0cm 0cm 0pt".
    var isZero: Bool {
        octets.contains(UInt8(ascii: "0")) && !octets.contains { (0x31...0x39).contains($0) }
    }

    /// No letter and no picture of this size can be seen; "1em" is a full line.
    var isTiny: Bool {
        guard let (value, unit) = number else { return false }
        if value == 0 { return true }
        let isPixels = unit.isEmpty || unit.starts(with: "px".utf8) || unit.starts(with: "pt".utf8)
        return value <= 1 && isPixels
    }

    var isBold: Bool { has("bold") || (number.map { $0.value >= 600 } ?? false) }

    var alignment: ReadingTable.Alignment? {
        if has("right") || has("end") { return .right }
        if has("center") { return .centre }
        return has("left") || has("start") || has("justify") ? .left : nil
    }

    /// The digit of "level2"; 1 where there is none.
    var listLevel: Int {
        guard !has("ignore"), !has("none") else { return 0 }
        let words = octets.split(separator: .space)
        for word in words where word.starts(with: "level".utf8) {
            if let digit = word.last, digit.isDigit { return max(1, Int(digit - 0x30)) }
        }
        return has("level") ? 1 : 0
    }

    var loadsImage: Bool {
        guard octets.contains(UInt8(ascii: "(")) else { return false }
        return has("url(") && (has("//") || has("\\\\"))
    }
}
