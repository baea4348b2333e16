import Mail

extension Interface {
    /// Shows the list of a place; `keepsView` leaves the message that is being read on the screen.
    mutating func go(
        to place: Place, keepsView: Bool = false, goal: MessageList.Goal? = nil
    ) -> [Effect] {
        sidebar.marked = nil
        if !keepsView {
            view = nil
            outerViews = []
        }
        if place.scope == list.scope, goal == nil, place.entry == nil { return [] }
        list = MessageList(
            scope: place.scope, order: preferences.order, height: list.height)
        search.query = .everything
        let load =
            if let entry = place.entry {
                list.ask(.entry(entry), goal: goal ?? .entry(entry))
            } else {
                list.ask(
                    .first, goal: goal ?? .first, rows: goal == nil ? 0 : Limits.scanRows)
            }
        return [load, .remember(self.place)]
    }

    mutating func changeMailbox(to name: String) -> [Effect] {
        let prompt = MailboxPrompt(
            purpose: .change, choices: index.placesToOpen(counts: counts))
        return settle(prompt, with: name)
    }

    mutating func goToAccount(_ argument: String) -> [Effect] {
        if argument == "0" { return go(to: Place(scope: .unified(.inbox))) }
        let named = index.accounts.first { $0.name == argument }
        if let number = Int(argument), named == nil {
            guard index.accounts.indices.contains(number - 1) else {
                return complain("There is no account \(number)")
            }
            return go(to: index.accounts[number - 1])
        }
        guard let named else {
            return complain(
                argument.isEmpty
                    ? "Which account? A number or a name follows"
                    : "There is no account \"\(argument)\"")
        }
        return go(to: named)
    }

    /// The places to step through are all inboxes together, then each account.
    mutating func goToAccount(by step: Int) -> [Effect] {
        let accounts = index.accounts
        let current = index.account(of: list.scope)
        let position = accounts.firstIndex { $0.id == current }.map { $0 + 1 } ?? 0
        let count = accounts.count + 1
        let next = (position + step + count) % count
        return next == 0
            ? go(to: Place(scope: .unified(.inbox))) : go(to: accounts[next - 1])
    }

    private mutating func go(to account: AccountSummary) -> [Effect] {
        let mailboxes = index.mailboxes(of: account.id)
        guard
            let inbox = mailboxes.first(where: { $0.role == .inbox })
                ?? mailboxes.first(where: \.holdsMail)
        else { return complain("\(account.name) has no mailbox yet") }
        return go(to: Place(scope: .mailbox(inbox.id)))
    }

    // MARK: Sidebar

    mutating func markInSidebar(by step: Int) {
        sidebar.mark(
            by: step, from: list.scope, in: Sidebar.items(index, counts: counts))
    }

    mutating func openMarked() -> [Effect] {
        go(to: Place(scope: sidebar.marked ?? list.scope))
    }
}
