/// What an element does to plain text.
enum HTMLElement {
    /// Begins and ends lines.
    case block
    /// Has an empty line before and after it.
    case paragraph
    case lineBreak, rule
    case quote, preformatted
    case list(isOrdered: Bool), item
    case cell
    case link, image
    /// Never shown.
    case hidden

    init?(named name: HTMLName) {
        guard let element = HTMLElement.table[name] else { return nil }
        self = element
    }

    /// Whether its end changes more than the line, so that the renderer must remember it.
    var hasState: Bool {
        switch self {
        case .quote, .preformatted, .list, .item, .link, .hidden: true
        case .block, .paragraph, .lineBreak, .rule, .cell, .image: false
        }
    }

    /// Line ends wanted before and after it.
    var breaks: Int {
        switch self {
        case .paragraph, .quote, .preformatted: 2
        case .block, .list, .item, .rule: 1
        case .lineBreak, .cell, .link, .image, .hidden: 0
        }
    }

    private static let table: [HTMLName: HTMLElement] = {
        var table: [HTMLName: HTMLElement] = [
            "br": .lineBreak, "hr": .rule, "blockquote": .quote, "pre": .preformatted,
            "ul": .list(isOrdered: false), "menu": .list(isOrdered: false),
            "dir": .list(isOrdered: false), "ol": .list(isOrdered: true), "li": .item,
            "td": .cell, "th": .cell, "a": .link, "img": .image,
        ]
        for name in ["p", "h1", "h2", "h3", "h4", "h5", "h6"] as [HTMLName] {
            table[name] = .paragraph
        }
        let blocks =
            "div table tr caption tbody thead tfoot section article header footer main nav aside "
            + "address center form fieldset dl dt dd figure figcaption body html details summary"
        for name in blocks.split(separator: " ") { table[HTMLName(name.utf8)] = .block }
        let hidden = "template svg math object applet audio video canvas"
        for name in hidden.split(separator: " ") { table[HTMLName(name.utf8)] = .hidden }
        return table
    }()
}
