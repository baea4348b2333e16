import Console
import Mail

extension Interface {
    /// Moves in the place whose keys are in force.
    mutating func navigate(_ command: Command) -> [Effect] {
        switch popup {
        case .help(var pane):
            let count = helpLines(pane).count
            let rows = max(1, size.rows - 4)
            let target = command.target(from: pane.scroll, page: rows, count: count)
            pane.scroll = min(max(0, target), max(0, count - rows))
            popup = .help(pane)
        case .accounts(var pane):
            let count = index.accounts.count
            pane.select(command.target(from: pane.selected, page: 4, count: count), of: count)
            popup = .accounts(pane)
        case .attachments(var pane):
            let count = pane.attachments.count
            pane.select(command.target(from: pane.selected, page: size.rows, count: count))
            popup = .attachments(pane)
        case .links(var pane):
            let count = pane.links.count
            pane.select(command.target(from: pane.selected, page: size.rows / 3, count: count))
            popup = .links(pane)
        case .mailboxes(let pane):
            let page = size.rows - 4
            navigate(pane) { command.target(from: $0, page: page, count: $1) }
        case nil:
            return view == nil ? navigateList(command) : navigateMessage(command)
        }
        return []
    }

    private mutating func navigateList(_ command: Command) -> [Effect] {
        switch command {
        case .first where list.hasEarlierRows: return [list.ask(.first, goal: .first)]
        case .last where list.hasLaterRows: return [list.ask(.last, goal: .last)]
        default: break
        }
        guard let index = list.selectedIndex else {
            list.select(index: 0)
            return []
        }
        let count = list.shown.count
        let target = command.target(from: index, page: list.height, count: count)
        if target == index, command == .next || command == .previous {
            say(command == .next ? "This is the last message" : "This is the first message")
        }
        list.select(index: target)
        return list.askNearEdge()
    }

    private mutating func navigateMessage(_ command: Command) -> [Effect] {
        guard let view else { return [] }
        switch command {
        case .next, .previous:
            let before = list.selection
            let effects = navigateList(command)
            return list.selection == before ? effects : effects + openSelected()
        case .first: self.view?.scrollToStart()
        case .last: self.view?.scrollToEnd()
        case .pageUp: self.view?.scroll(by: -view.pageLines)
        case .lineUp: self.view?.scroll(by: -1)
        case .pageDown, .lineDown:
            if view.document != nil, view.scroll == view.lastScroll {
                say("This is the end of the message")
            }
            self.view?.scroll(by: command == .pageDown ? view.pageLines : 1)
        default: break
        }
        return []
    }

    mutating func jump(to argument: String) -> [Effect] {
        guard !argument.isEmpty else {
            prompt = .text(TextPrompt(.jump))
            return []
        }
        guard let number = Int(argument), number > 0 else {
            return complain("\"\(argument)\" is no message number")
        }
        let position = number - 1
        if let first = list.firstPosition, position >= first,
            position - first < list.shown.count
        {
            list.select(index: position - first)
            return list.askNearEdge()
        }
        return [list.ask(.position(position), goal: .position(position))]
    }
}

extension Command {
    /// The index a movement leads to, in a list of so many.
    fileprivate func target(from index: Int, page: Int, count: Int) -> Int {
        let wanted =
            switch self {
            case .next, .lineDown: index + 1
            case .previous, .lineUp: index - 1
            case .pageDown: index + page
            case .pageUp: index - page
            case .last: count - 1
            default: 0
            }
        return min(max(0, wanted), max(0, count - 1))
    }
}
