import Console
import Mail

/// The links of the message being read, one of them selected.
struct LinkList: Equatable, Sendable {
    let links: [ReadingLink]
    private(set) var selected = 0

    init(of document: MessageDocument) {
        links = document.text.links
    }

    var link: ReadingLink? {
        links.indices.contains(selected) ? links[selected] : nil
    }

    mutating func select(_ index: Int) {
        selected = min(max(0, index), max(0, links.count - 1))
    }

    /// The words of a link and, wrapped and whole, where it leads.
    func lines(of number: Int, columns: Int) -> [ItemLine] {
        let link = links[number]
        let name = "\(number + 1)  \(link.text.isEmpty ? link.target : link.text)"
        let first = ItemLine(kind: .name, text: TerminalText(name))
        let room = max(2, columns - 6)
        guard !link.text.isEmpty || first.text.width > columns - 2 else { return [first] }
        let target = TaggedText(link.target.bounded).wrapped(columns: room, breaking: .edge)
        return [first]
            + target.map { ItemLine(kind: .detail, text: .blank(columns: 4) + $0.text) }
    }
}

extension String {
    /// A link of a megabyte is not for reading.
    fileprivate var bounded: String {
        utf8.count <= Limits.linkCharacters ? self : prefix(Limits.linkCharacters) + "…"
    }
}

extension Interface {
    func draw(_ pane: LinkList, on canvas: inout Canvas, in area: Rectangle) {
        drawItems(pane.links.count, selected: pane.selected, on: &canvas, in: area) {
            pane.lines(of: $0, columns: area.columns)
        }
    }
}
