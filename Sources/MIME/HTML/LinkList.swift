import Mail

/// The numbered links of one text, each target once.
struct LinkList {
    private(set) var links: [ReadingLink] = []
    private var numbers: [String: Int] = [:]
    /// The last number that was shown.
    private var described = 0

    /// Counted from 1; nil when the list is full.
    mutating func number(of target: String) -> Int? {
        if let known = numbers[target] { return known }
        guard links.count < Limits.htmlLinks else { return nil }
        links.append(ReadingLink(target: target))
        numbers[target] = links.count
        return links.count
    }

    func known(_ target: String) -> Int? { numbers[target] }

    /// Takes back the number of a link without anything to choose.
    mutating func drop(_ number: Int) {
        guard number == links.count, number > described, let last = links.popLast() else { return }
        numbers[last.target] = nil
    }

    /// The number stays, though the text is the target itself.
    mutating func keep(_ number: Int) {
        described = max(described, number)
    }

    /// What the mail shows for it; the first that says anything counts.
    mutating func describe(_ number: Int, as text: String) {
        keep(number)
        guard links.indices.contains(number - 1), links[number - 1].text.isEmpty else { return }
        links[number - 1].text = text
    }

    /// Whether the text already is the target, but for its scheme and a last slash.
    static func isShown(_ target: String, by text: String) -> Bool {
        bare(target).elementsEqual(bare(text))
    }

    private static func bare(_ text: String) -> Substring.UTF8View {
        var text = text.utf8[...]
        for scheme in ["https://", "http://", "mailto:", "tel:"]
        where text.starts(with: scheme.utf8) {
            text = text.dropFirst(scheme.utf8.count)
            break
        }
        return text.last == UInt8(ascii: "/") ? text.dropLast() : text
    }
}
