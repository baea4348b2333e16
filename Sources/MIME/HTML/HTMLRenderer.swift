/// Makes readable text of HTML: structure kept, links numbered, nothing loaded, nothing executed.
///
/// Iterative and bounded (``Limits``): a document of any shape costs time in proportion to its
/// length and yields at most a megabyte.
struct HTMLRenderer {
    /// An element that is open and will change something when it ends.
    private struct Open {
        let name: HTMLName
        let element: HTMLElement?
        var isHidden = false
        /// What it added to the beginning of each line.
        var indent = 0
        /// Number of the next item of an ordered list.
        var nextNumber = 1
        var target: String?
        /// Where its text begins in the output.
        var textStart = 0
    }

    private let isPreview: Bool
    private var lines = TextLines()
    private var stack: [Open] = []
    private var hidden = 0
    private var preformatted = 0
    private var links = LinkList()
    /// Images on other computers; counted so that the reader can be told, never fetched.
    private(set) var remoteImages = 0

    /// `isPreview`: the words alone, without numbers of links and names of images.
    init(isPreview: Bool = false) {
        self.isPreview = isPreview
    }

    mutating func render(_ html: String) -> String {
        var tokenizer = HTMLTokenizer(Array(html.utf8))
        while !lines.isFull, let token = tokenizer.next() {
            switch token {
            case .text(let range): text(tokenizer.octets, range)
            case .open(let tag): open(tag, tokenizer.octets)
            case .close(let name): close(name)
            }
        }
        while let top = stack.last { close(top.name) }
        if !isPreview { lines.append(links) }
        return lines.text
    }

    // MARK: - Tags

    private mutating func open(_ tag: HTMLTag, _ octets: [UInt8]) {
        let attributes = HTMLAttributeValues(octets, of: tag)
        if attributes.facts.contains(.remoteImage) { remoteImages += 1 }
        let element = HTMLElement(named: tag.name)
        let isHidden = attributes.facts.contains(.hidden) || element.isHiddenElement
        closeImplied(by: element)
        if hidden == 0, !isHidden { show(element, attributes) }
        let mustRemember = isHidden || hidden > 0 || element?.hasState == true
        guard mustRemember, !HTMLRenderer.voidNames.contains(tag.name),
            stack.count < Limits.htmlDepth
        else { return }
        push(Open(name: tag.name, element: element, isHidden: isHidden), attributes)
    }

    /// What the element itself puts on the lines.
    private mutating func show(_ element: HTMLElement?, _ attributes: HTMLAttributeValues) {
        guard let element else { return }
        lines.requireBreaks(element.breaks)
        switch element {
        case .lineBreak: lines.breakLine()
        case .rule:
            lines.append("---")
            lines.requireBreaks(1)
        case .cell: lines.separateCells()
        case .image:
            let alternative = attributes.text("alt")
            if !alternative.isEmpty, !isPreview { lines.append("[image: \(alternative)]") }
        case .block, .paragraph, .quote, .preformatted, .list, .item, .link, .hidden: break
        }
    }

    private mutating func push(_ new: Open, _ attributes: HTMLAttributeValues) {
        var new = new
        if new.isHidden || hidden > 0 {
            hidden += 1
            new.isHidden = true
            stack.append(new)
            return
        }
        switch new.element {
        case .quote: new.indent = lines.indent(by: "> ")
        case .item:
            let marker = nextMarker()
            new.indent = lines.indent(byMarker: marker)
        case .list: new.nextNumber = Int(attributes.text("start")).map { max(0, $0) } ?? 1
        case .preformatted: preformatted += 1
        case .link:
            new.target = attributes.linkTarget
            new.textStart = lines.octets.count
        default: break
        }
        stack.append(new)
    }

    /// "- ", or the number an ordered list has come to.
    private mutating func nextMarker() -> String {
        for index in stack.indices.reversed() {
            guard case .list(let isOrdered) = stack[index].element else { continue }
            guard isOrdered else { return "- " }
            let number = stack[index].nextNumber
            if number < Int.max { stack[index].nextNumber += 1 }
            return "\(number). "
        }
        return "- "
    }

    /// A new item ends the one before it, and a link never stands in a link.
    private mutating func closeImplied(by element: HTMLElement?) {
        for open in stack.reversed() {
            switch (element, open.element) {
            case (.item, .list), (.item, .quote): return
            case (.item, .item), (.link, .link): return close(open.name)
            case (.item, _), (.link, _): continue
            default: return
            }
        }
    }

    /// Ends the innermost element of that name and what is open inside it.
    private mutating func close(_ name: HTMLName) {
        if let index = stack.lastIndex(where: { $0.name == name }) {
            while stack.count > index, let open = stack.popLast() { end(open) }
        } else if hidden == 0, let element = HTMLElement(named: name) {
            lines.requireBreaks(element.breaks)
        }
    }

    private mutating func end(_ open: Open) {
        if open.isHidden {
            hidden -= 1
            return
        }
        switch open.element {
        case .preformatted: preformatted -= 1
        case .link: endLink(open)
        case .item: lines.dropMarker()
        default: break
        }
        lines.outdent(by: open.indent)
        lines.requireBreaks(open.element?.breaks ?? 0)
    }

    private mutating func endLink(_ open: Open) {
        guard !isPreview, let target = open.target, lines.octets.count > open.textStart else {
            return
        }
        let text = lines.octets[open.textStart...].trimmed
        guard !LinkList.isShown(target, by: text), let number = links.number(of: target) else {
            return
        }
        lines.appendDirectly(" [\(number)]")
    }

    private static let voidNames: Set<HTMLName> = [
        "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "param",
        "source", "track", "wbr",
    ]

    // MARK: - Text

    private mutating func text(_ octets: [UInt8], _ range: Range<Int>) {
        guard hidden == 0 else { return }
        var index = range.lowerBound
        while index < range.upperBound, !lines.isFull {
            let octet = octets[index]
            if octet.isHTMLSpace {
                space(octet)
                index += 1
            } else if octet == UInt8(ascii: "&"),
                let (scalar, next) = HTMLEntity.decode(octets, at: index, end: range.upperBound)
            {
                character(scalar)
                index = next
            } else {
                let start = index
                index += 1
                while index < range.upperBound, !octets[index].isHTMLSpace,
                    octets[index] != UInt8(ascii: "&")
                {
                    index += 1
                }
                lines.append(octets[start..<index])
            }
        }
    }

    private mutating func space(_ octet: UInt8) {
        if preformatted == 0 {
            lines.requireSpace()
        } else if octet == .lineFeed {
            lines.breakLine()
        } else if octet != .carriageReturn {
            lines.append([.space])
        }
    }

    private mutating func character(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{A0}" where preformatted == 0: lines.requireSpace()
        case "\n", "\r", "\t", " ": space(UInt8(truncatingIfNeeded: scalar.value))
        case "\u{AD}": break
        default: lines.append(Array(String(scalar).utf8)[...])
        }
    }
}

extension HTMLElement? {
    fileprivate var isHiddenElement: Bool {
        if case .hidden = self { return true }
        return false
    }
}
