/// Where a link leads, cleaned as a browser cleans it before it goes there (WHATWG URL §4.4).
///
/// What is shown must be what would be opened: control characters that a browser ignores are gone,
/// and characters that cannot be seen are percent-encoded.
enum HTMLTarget {
    /// Nil for a place in the page itself, and for what a page around the mail would have to
    /// complete.
    ///
    /// Everything else is shown, scripts and files too; what may be opened is decided elsewhere.
    static func shown(_ value: ArraySlice<UInt8>) -> String? {
        // Cut off it would lead elsewhere.
        guard value.count <= Limits.htmlTargetOctets else { return nil }
        var value = value
        while let first = value.first, first <= 0x20 { value.removeFirst() }
        while let last = value.last, last <= 0x20 { value.removeLast() }
        let kept = value.filter { $0 != .tab && $0 != .lineFeed && $0 != .carriageReturn }
        guard let colon = kept.prefix(longestScheme).firstIndex(of: UInt8(ascii: ":")),
            isScheme(kept[..<colon])
        else { return kept.count > 2 && kept.starts(with: "//".utf8) ? encoded(kept[...]) : nil }
        let rest = kept[(colon + 1)...]
        switch kept[..<colon].lowercasedText {
        case "http": return web("http://", rest)
        case "https": return web("https://", rest)
        case "mailto": return rest.isEmpty ? nil : "mailto:" + encoded(rest)
        case "tel": return rest.isEmpty ? nil : "tel:" + encoded(rest)
        case let scheme:
            guard !rest.isEmpty else { return nil }
            // A whole picture can stand there; nobody reads it, and it is never opened.
            let shown = rest.prefix(Limits.htmlOddTargetOctets)
            return "\(scheme):\(encoded(shown))\(shown.count < rest.count ? "…" : "")"
        }
    }

    /// A letter, then letters, digits and three signs (RFC 3986 §3.1).
    private static func isScheme(_ octets: ArraySlice<UInt8>) -> Bool {
        octets.first?.isLetter == true
            && octets.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    /// Browsers take any number of slashes of either kind for the two that belong there.
    private static func web(_ scheme: String, _ rest: ArraySlice<UInt8>) -> String? {
        var rest = rest.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        guard !rest.isEmpty else { return nil }
        for index in rest.indices {
            if rest[index] == UInt8(ascii: "?") || rest[index] == UInt8(ascii: "#") { break }
            if rest[index] == UInt8(ascii: "\\") { rest[index] = UInt8(ascii: "/") }
        }
        return scheme + encoded(rest)
    }

    private static func encoded(_ octets: ArraySlice<UInt8>) -> String {
        if octets.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            return String(decoding: octets, as: UTF8.self)
        }
        var output: [UInt8] = []
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            let units = UTF8.encode(scalar) ?? .init()
            let isSeen =
                scalar.value > 0x20 && scalar.value != 0x7F
                && !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
            if isSeen {
                output += units
            } else {
                for unit in units {
                    output.append(UInt8(ascii: "%"))
                    output += [hex(unit >> 4), hex(unit & 15)]
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Longer than any that is registered.
    private static let longestScheme = 40

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 + digit : 0x37 + digit
    }
}
