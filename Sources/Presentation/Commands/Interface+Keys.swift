import Console
import Mail

extension Interface {
    /// A key goes to the prompt that is open, else through the key map to a command.
    mutating func handle(_ key: Key) -> [Effect] {
        notice = nil
        if let prompt { return answer(prompt, key) }
        if case .mouse(let event) = key { return handle(event) }
        if case .paste = key { return complain("Text can be pasted where it is asked for") }
        let sequence = prefix + key.spelledOut
        prefix = []
        showsPrefixHints = false
        switch preferences.keys.meaning(of: sequence, in: context) {
        case .invocation(let invocation):
            return perform(invocation)
        case .prefix:
            prefix = sequence
            return key == .escape ? leaveModes() + [.startPrefixTimer] : [.startPrefixTimer]
        case .nothing:
            return handleUnbound(sequence)
        }
    }

    /// Escape ends what waits for another key: `;` and a range.
    private mutating func leaveModes() -> [Effect] {
        appliesToTagged = false
        list.rangeStart = nil
        return []
    }

    private mutating func handleUnbound(_ keys: [Key]) -> [Effect] {
        if keys == [.escape] || keys == [.escape, .escape] {
            if popup != nil { popup = nil }
            return leaveModes()
        }
        if context == .list || context == .links, keys.count == 1,
            case .character(let digit) = keys[0],
            ("0"..."9").contains(digit)
        {
            let purpose: TextPrompt.Purpose = context == .list ? .jump : .link
            prompt = .text(TextPrompt(purpose, text: String(digit)))
            return []
        }
        let text = keys.map(\.name).joined(separator: " ")
        let elsewhere = preferences.keys.contexts(of: keys).filter { $0 != context }
        guard let place = elsewhere.first else {
            return complain("\(text) does nothing; ? shows the keys")
        }
        return complain("\(text) works \(place.placeName); ? shows the keys of this place")
    }

    private mutating func handle(_ mouse: MouseEvent) -> [Effect] {
        let layout = layout(size)
        switch mouse.kind {
        case .wheelUp:
            return perform(Invocation(context == .message ? .lineUp : .previous))
        case .wheelDown:
            return perform(Invocation(context == .message ? .lineDown : .next))
        case .press(.left):
            return click(mouse.at, layout)
        case .press, .drag, .release:
            return []
        }
    }

    /// A click selects; a click on what is selected opens it.
    private mutating func click(_ point: Point, _ layout: ScreenLayout) -> [Effect] {
        guard popup == nil else { return [] }
        if let pane = layout.sidebar, pane.contains(point) {
            let items = Sidebar.items(index, counts: counts)
            let row = point.row - pane.row + sidebarTop(items, rows: pane.rows)
            guard items.indices.contains(row), let scope = items[row].scope else { return [] }
            return go(to: Place(scope: scope))
        }
        guard view == nil, layout.main.contains(point) else { return [] }
        let row = list.top + point.row - layout.main.row
        guard list.shown.indices.contains(row) else { return [] }
        let isSelected = row == list.selectedIndex
        list.select(index: row)
        return isSelected ? perform(Invocation(.open)) : list.askNearEdge()
    }
}

extension CommandContext {
    /// Where one is, in a sentence.
    var placeName: String {
        switch self {
        case .list: "in a list"
        case .message: "in a message"
        case .attachments: "in the list of attachments"
        case .links: "in the list of links"
        case .mailboxes: "in the list of mailboxes"
        case .accounts: "in the account states"
        case .help: "in help"
        }
    }
}
