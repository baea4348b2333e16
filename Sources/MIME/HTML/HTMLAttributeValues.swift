/// What the attributes of one tag mean to the renderer.
struct HTMLAttributeValues {
    /// What decides about an element before its content is seen.
    struct Facts: OptionSet {
        let rawValue: UInt8
        /// A browser would not show it.
        static let hidden = Facts(rawValue: 1)
        /// A browser would fetch an image from elsewhere for it.
        static let remoteImage = Facts(rawValue: 2)
    }

    let facts: Facts
    private let octets: [UInt8]
    private let tag: HTMLTag

    init(_ octets: [UInt8], of tag: HTMLTag) {
        self.octets = octets
        self.tag = tag
        facts = HTMLAttributeValues.facts(octets, of: tag)
    }

    /// The decoded value, white space trimmed and on one line; empty when absent.
    func text(_ name: HTMLName) -> String {
        guard let range = range(of: name) else { return "" }
        let value = HTMLEntity.decoded(octets, in: range.prefix(Limits.parsedFieldOctets))
        let words = value.split(whereSeparator: \.isHTMLSpace)
        return String(decoding: Array(words.joined(separator: [.space])), as: UTF8.self)
    }

    /// Only web pages and addresses of people are worth a number; scripts and the rest are not.
    var linkTarget: String? {
        let target = text("href")
        let start = target.utf8.prefix(8).map(\.lowercased)
        let isKnown = HTMLAttributeValues.linkSchemes.contains { start.starts(with: $0.utf8) }
        return isKnown ? target : nil
    }

    private func range(of wanted: HTMLName) -> Range<Int>? {
        var attributes = HTMLAttributes(octets, in: tag.attributes)
        while let (name, value) = attributes.next() {
            if HTMLName(octets[name]) == wanted { return value }
        }
        return nil
    }

    private static func facts(_ octets: [UInt8], of tag: HTMLTag) -> Facts {
        var facts: Facts = []
        var attributes = HTMLAttributes(octets, in: tag.attributes)
        while let (name, value) = attributes.next() {
            switch HTMLName(octets[name]) {
            case "hidden":
                facts.insert(.hidden)
            case "src" where tag.name != "script", "srcset", "background", "poster", "data":
                if isRemote(octets, value) { facts.insert(.remoteImage) }
            case "style":
                facts.formUnion(styleFacts(octets[value]))
            default:
                break
            }
        }
        return facts
    }

    private static func styleFacts(_ style: ArraySlice<UInt8>) -> Facts {
        let style = style.prefix(styleOctets).filter { !$0.isHTMLSpace }.map(\.lowercased)
        var facts: Facts = []
        if contains(style, "display:none") || contains(style, "visibility:hidden") {
            facts.insert(.hidden)
        }
        if contains(style, "url("), contains(style, "//") { facts.insert(.remoteImage) }
        return facts
    }

    private static func contains(_ style: [UInt8], _ text: StaticString) -> Bool {
        let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard style.count >= text.count else { return false }
        return (0...(style.count - text.count)).contains { start in
            style[start] == text[0] && style[start...].starts(with: text)
        }
    }

    private static func isRemote(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
        let decoded = HTMLEntity.decoded(octets, in: range.prefix(64))
        let start = decoded.drop(while: \.isHTMLSpace).prefix(8).map(\.lowercased)
        return remoteSchemes.contains { start.starts(with: $0.utf8) }
    }

    private static let linkSchemes = ["http://", "https://", "mailto:"]
    private static let remoteSchemes = ["http:", "https:", "ftp:", "//", "\\\\"]
    private static let styleOctets = 4_000
}
