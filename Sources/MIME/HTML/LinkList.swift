/// The numbered targets of the links of one text, each target once.
struct LinkList {
    private(set) var targets: [String] = []
    private var numbers: [String: Int] = [:]

    /// Counted from 1; nil when the list is full.
    mutating func number(of target: String) -> Int? {
        if let known = numbers[target] { return known }
        guard targets.count < Limits.htmlLinks else { return nil }
        targets.append(target)
        numbers[target] = targets.count
        return targets.count
    }

    /// Whether the text already is the target, but for its scheme and a last slash.
    static func isShown(_ target: String, by text: ArraySlice<UInt8>) -> Bool {
        bare(Array(target.utf8)[...]).elementsEqual(bare(text))
    }

    private static func bare(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        for scheme in ["https://", "http://", "mailto:"] where text.starts(with: scheme.utf8) {
            text = text.dropFirst(scheme.utf8.count)
            break
        }
        return text.last == UInt8(ascii: "/") ? text.dropLast() : text
    }
}

extension TextLines {
    /// Lists the targets below the text; an over-long one ends in "…".
    mutating func append(_ links: LinkList) {
        requireBreaks(2)
        for (index, target) in links.targets.enumerated() where !isFull {
            let cut = target.utf8.count > Limits.linkOctets
            let shown = String(decoding: target.utf8.prefix(Limits.linkOctets), as: UTF8.self)
            append("[\(index + 1)] \(shown)\(cut ? "…" : "")")
            requireBreaks(1)
        }
    }
}
