/// What the rules of a mail's style sheets hide, as far as it is simple to tell.
///
/// Only `.name`, `#name` and `tag.name` outside of `@media` are understood. A rule that a browser
/// would apply and we do not shows more than a browser does, never less.
struct HTMLStyleSheet {
    private var hiddenClasses: Set<UInt64> = []
    private var hiddenIDs: Set<UInt64> = []
    private var readOctets = 0
    private let properties = HTMLProperty.table

    var isEmpty: Bool { hiddenClasses.isEmpty && hiddenIDs.isEmpty }

    func hides(class names: ArraySlice<UInt8>) -> Bool {
        guard !hiddenClasses.isEmpty else { return false }
        return names.split(whereSeparator: \.isHTMLSpace).prefix(Limits.htmlClasses)
            .contains { hiddenClasses.contains($0.fingerprint) }
    }

    func hides(id name: ArraySlice<UInt8>) -> Bool {
        !hiddenIDs.isEmpty && hiddenIDs.contains(name.trimmed.fingerprint)
    }

    mutating func read(_ octets: [UInt8], in range: Range<Int>) {
        var position = range.lowerBound
        let room = max(0, Limits.htmlStyleSheetOctets - readOctets)
        let end = range.lowerBound + min(range.count, room)
        readOctets += end - range.lowerBound
        while position < end,
            let open = octets.firstIndex(of: UInt8(ascii: "{"), in: position..<end)
        {
            let selectors = octets[position..<open].withoutComments
            if selectors.first == UInt8(ascii: "@") {
                position = CSSBlock.end(octets, from: open, to: end)
                continue
            }
            let close = octets.firstIndex(of: UInt8(ascii: "}"), in: open..<end) ?? end
            let style = HTMLStyle(octets, in: (open + 1)..<max(open + 1, close), properties)
            apply(style, to: selectors)
            position = close + 1
        }
    }

    private mutating func apply(_ style: HTMLStyle, to selectors: ArraySlice<UInt8>) {
        let hides = style.facts.contains(.hidden)
        guard hides || (style.facts.contains(.displayed) && !isEmpty) else { return }
        for selector in selectors.split(separator: UInt8(ascii: ",")) {
            let selector = selector.trimmed
            guard let mark = selector.firstIndex(where: { $0 == 0x2E || $0 == 0x23 }) else {
                continue
            }
            let name = selector[(mark + 1)...]
            guard !name.isEmpty, name.allSatisfy(\.isNamePart),
                selector[..<mark].allSatisfy(\.isNamePart),
                hiddenClasses.count + hiddenIDs.count < Limits.htmlStyleRules
            else { continue }
            if selector[mark] == UInt8(ascii: ".") {
                if hides {
                    hiddenClasses.insert(name.fingerprint)
                } else {
                    hiddenClasses.remove(name.fingerprint)
                }
            } else if hides {
                hiddenIDs.insert(name.fingerprint)
            } else {
                hiddenIDs.remove(name.fingerprint)
            }
        }
    }
}

/// A block in braces that may hold further ones.
private enum CSSBlock {
    static func end(_ octets: [UInt8], from open: Int, to end: Int) -> Int {
        var depth = 0
        var index = open
        while index < end {
            if octets[index] == UInt8(ascii: "{") { depth += 1 }
            if octets[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            index += 1
        }
        return end
    }
}

extension UInt8 {
    fileprivate var isNamePart: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
            || self >= 0x80
    }
}

extension ArraySlice<UInt8> {
    /// FNV-1a; two names that share it would only hide a piece of the mail that has both.
    fileprivate var fingerprint: UInt64 {
        reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// What stands after the last comment, and after the `<!--` that old sheets begin with.
    fileprivate var withoutComments: ArraySlice<UInt8> {
        var rest = self
        if let end = lastIndex(of: UInt8(ascii: "/")), end > startIndex,
            self[end - 1] == UInt8(ascii: "*")
        {
            rest = self[(end + 1)...]
        }
        rest = rest.trimmed
        if rest.starts(with: "<!--".utf8) { rest = rest.dropFirst(4).trimmed }
        // "@import url(x);" has no block of its own.
        if let end = rest.lastIndex(of: UInt8(ascii: ";")) { rest = rest[(end + 1)...].trimmed }
        return rest
    }
}
