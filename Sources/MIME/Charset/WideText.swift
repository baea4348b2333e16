/// UTF-16 and UTF-32, where one bad unit must never shift the ones behind it.
enum WideText {
    static let utf16 = "UTF-16"
    static let utf16Little = "UTF-16LE"
    static let utf16Big = "UTF-16BE"
    static let utf32 = "UTF-32"
    static let utf32Little = "UTF-32LE"
    static let utf32Big = "UTF-32BE"
    static let names: Set<String> = [
        utf16, utf16Little, utf16Big, utf32, utf32Little, utf32Big,
    ]

    /// A byte order mark wins over the name (RFC 2781 §3.3), and what is at hand over both defaults.
    static func decode(_ octets: ArraySlice<UInt8>, from name: String) -> String {
        let width = name.hasPrefix("UTF-32") ? 4 : 2
        var isBig = !name.hasSuffix("LE")
        var octets = octets
        if width == 4, octets.starts(with: [0xFF, 0xFE, 0, 0]) {
            (isBig, octets) = (false, octets.dropFirst(4))
        } else if width == 4, octets.starts(with: [0, 0, 0xFE, 0xFF]) {
            (isBig, octets) = (true, octets.dropFirst(4))
        } else if width == 2, octets.starts(with: [0xFF, 0xFE]) {
            (isBig, octets) = (false, octets.dropFirst(2))
        } else if width == 2, octets.starts(with: [0xFE, 0xFF]) {
            (isBig, octets) = (true, octets.dropFirst(2))
        } else if name == utf16 || name == utf32 {
            isBig = !isLittle(octets, width: width)
        }
        return width == 2 ? decode16(octets, isBig: isBig) : decode32(octets, isBig: isBig)
    }

    /// Whether zeros stand where the high octets of a little-endian text are.
    ///
    /// Without any zeros it is big-endian, as RFC 2781 §4.3 has it.
    static func isLittle(_ octets: ArraySlice<UInt8>, width: Int) -> Bool {
        var zeros = (first: 0, last: 0)
        let sample = Array(octets.prefix(1_024))
        for unit in stride(from: 0, to: sample.count - width + 1, by: width) {
            if sample[unit] == 0 { zeros.first += 1 }
            if sample[unit + width - 1] == 0 { zeros.last += 1 }
        }
        return zeros.last > zeros.first
    }

    private static func decode16(_ octets: ArraySlice<UInt8>, isBig: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(octets.count / 2 + 1)
        var first: UInt8?
        for octet in octets {
            guard let high = first else {
                first = octet
                continue
            }
            units.append(
                isBig ? UInt16(high) << 8 | UInt16(octet) : UInt16(octet) << 8 | UInt16(high))
            first = nil
        }
        // A line end cut by a tool that knows octets only says nothing.
        if let first, first != 0, first != .lineFeed, first != .carriageReturn {
            units.append(0xFFFD)
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func decode32(_ octets: ArraySlice<UInt8>, isBig: Bool) -> String {
        var scalars = String.UnicodeScalarView()
        var value: UInt32 = 0
        var count: UInt32 = 0
        for octet in octets {
            value |= UInt32(octet) << (isBig ? 24 - 8 * count : 8 * count)
            count += 1
            guard count == 4 else { continue }
            scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            value = 0
            count = 0
        }
        if count > 0 { scalars.append("\u{FFFD}") }
        return String(scalars)
    }
}
