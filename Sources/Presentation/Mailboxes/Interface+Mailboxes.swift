import Mail

extension Interface {
    // MARK: The list of mailboxes

    mutating func toggleMailboxes() {
        if case .mailboxes = popup {
            popup = nil
            return
        }
        var browser = MailboxBrowser()
        browser.selected = chosenMailbox?.id
        popup = .mailboxes(browser)
    }

    mutating func navigate(_ browser: MailboxBrowser, to target: (Int, Int) -> Int) {
        let mailboxes = MailboxBrowser.lines(index).compactMap(\.mailbox)
        let chosen = browser.mailbox(in: index)
        let position = mailboxes.firstIndex { $0.id == chosen?.id } ?? 0
        let next = target(position, mailboxes.count)
        guard mailboxes.indices.contains(next) else { return }
        popup = .mailboxes(MailboxBrowser(selected: mailboxes[next].id))
    }

    mutating func openChosenMailbox() -> [Effect] {
        guard case .mailboxes(let browser) = popup, let mailbox = browser.mailbox(in: index) else {
            return []
        }
        guard mailbox.holdsMail else { return complain("\(mailbox.name) holds no mail itself") }
        popup = nil
        return go(to: Place(scope: .mailbox(mailbox.id)))
    }

    /// The mailbox a command is about: the one of the list of mailboxes, the one marked in the
    /// sidebar, or the one shown.
    var chosenMailbox: MailboxSummary? {
        if case .mailboxes(let browser) = popup { return browser.mailbox(in: index) }
        guard case .mailbox(let id) = sidebar.marked ?? list.scope else { return nil }
        return index.mailbox(id)
    }

    /// The account a command is about; the only one, where there is but one.
    var chosenAccount: AccountSummary? {
        if let mailbox = chosenMailbox { return index.account(mailbox.account) }
        return index.accounts.count == 1 ? index.accounts[0] : nil
    }

    // MARK: Making and renaming

    mutating func askForNewMailbox(_ name: String) -> [Effect] {
        guard let account = chosenAccount else { return [] }
        return ask(.createMailbox(account.id, of: account.name), answer: name)
    }

    mutating func askForNewName(_ name: String) -> [Effect] {
        guard let mailbox = chosenMailbox else { return [] }
        return ask(
            .renameMailbox(mailbox.id, from: mailbox.name), answer: name, proposal: mailbox.name)
    }

    mutating func createMailbox(_ typed: String, for purpose: TextPrompt.Purpose) -> [Effect] {
        guard case .createMailbox(let account, let owner) = purpose else { return [] }
        guard let path = path(typed, in: account, besides: [], for: purpose) else {
            return [.bell]
        }
        let effects = make(
            .createMailbox(account, path), of: [], named: "creation of mailbox \"\(path.name)\"")
        say("Created \"\(path.name)\" in \(owner); u undoes it")
        return effects
    }

    mutating func renameMailbox(_ typed: String, for purpose: TextPrompt.Purpose) -> [Effect] {
        guard case .renameMailbox(let id, let old) = purpose, let mailbox = index.mailbox(id) else {
            return complain("The mailbox is gone")
        }
        let tree = Set(tree(of: mailbox).map(\.id))
        guard let path = path(typed, in: mailbox.account, besides: tree, for: purpose) else {
            return [.bell]
        }
        guard path.name != old else { return [] }
        let effects = make(
            .renameMailbox(id, to: path), of: [],
            named: "renaming of mailbox \"\(old)\" to \"\(path.name)\"")
        say("Renamed \"\(old)\" to \"\(path.name)\"; u undoes it")
        return effects
    }

    /// The name that was typed, or nil after saying what is wrong with it and asking again.
    private mutating func path(
        _ typed: String, in account: AccountID, besides own: Set<MailboxID>,
        for purpose: TextPrompt.Purpose
    ) -> MailboxPath? {
        let reason: String
        do throws(MailboxPathFault) {
            let path = try MailboxPath(typed)
            let taken = index.mailboxes(of: account).first {
                !own.contains($0.id) && MailboxPath.areSame($0.name, path.name)
            }
            guard let taken else { return path }
            reason = "There is a mailbox \"\(taken.name)\""
        } catch {
            reason = error.sentence
        }
        prompt = .text(TextPrompt(purpose, text: typed))
        notice = Notice(text: reason, isProblem: true)
        return nil
    }

    /// A mailbox and those below it.
    private func tree(of mailbox: MailboxSummary) -> [MailboxSummary] {
        index.mailboxes(of: mailbox.account).filter {
            $0.id == mailbox.id || $0.name.hasPrefix(mailbox.name + "/")
        }
    }

    // MARK: Removing and emptying

    /// Asks where mail would move; an empty mailbox is taken away at once, and undo brings it back.
    mutating func askToRemoveMailbox() -> [Effect] {
        guard let mailbox = chosenMailbox else { return [] }
        let tree = tree(of: mailbox)
        let messages = tree.map { counts($0).total }.reduce(0, +)
        guard messages > 0 || tree.count > 1 else { return removeMailbox(mailbox.id) }
        let below =
            switch tree.count {
            case 1: ""
            case 2: " and the mailbox below it"
            default: " and the \(tree.count - 1) mailboxes below it"
            }
        let mail =
            messages > 0
            ? " \(counted(messages, "message")) \(messages == 1 ? "goes" : "go") to Trash." : ""
        prompt = .confirmation(
            Confirmation(
                purpose: .removeMailbox(mailbox.id),
                question: "Remove \"\(mailbox.name)\"\(below)?\(mail)"))
        return []
    }

    mutating func removeMailbox(_ id: MailboxID) -> [Effect] {
        guard let mailbox = index.mailbox(id) else { return complain("The mailbox is gone") }
        let removed = tree(of: mailbox).map(\.id)
        let effects = make(
            .removeMailbox(id), of: [], named: "removal of mailbox \"\(mailbox.name)\"")
        if removed.contains(where: { sidebar.marked == .mailbox($0) }) { sidebar.marked = nil }
        let isShown = removed.contains { list.scope == .mailbox($0) }
        let leaving = isShown ? goToInbox(of: mailbox.account) : []
        say("Removed \"\(mailbox.name)\"; u undoes it")
        return effects + leaving
    }

    mutating func askToEmptyTrash(_ name: String) -> [Effect] {
        let trashes = trashes(named: name)
        let messages = trashes.map { counts($0).total }.reduce(0, +)
        guard messages > 0 else {
            return complain(
                trashes.isEmpty ? "There is no account \"\(name)\" with a Trash" : "Trash is empty")
        }
        let accounts = trashes.compactMap { index.account($0.account) }
        let owners = accounts.map(\.name).joined(separator: ", ")
        let reach = accounts.count == 1 ? " \(accounts[0].capabilities.finality)" : ""
        prompt = .confirmation(
            Confirmation(
                purpose: .emptyTrash(trashes.map(\.id)),
                question: "Delete \(counted(messages, "message")) in Trash of \(owners) for good?"
                    + reach))
        return []
    }

    mutating func emptyTrash(_ trashes: [MailboxID]) -> [Effect] {
        let messages = trashes.compactMap(index.mailbox).map { counts($0).total }.reduce(0, +)
        let effects = trashes.flatMap { make(.empty($0), of: [], named: "", isUndoStep: false) }
        say("Deleted \(counted(messages, "message")) for good")
        return effects
    }

    /// The Trash of the account meant: the one named, the one looked at, or all of them in the
    /// list of every Trash.
    func trashes(named name: String) -> [MailboxSummary] {
        if !name.isEmpty {
            let account = index.accounts.first { $0.name == name }
            return account.flatMap { index.mailbox(.trash, of: $0.id) }.map { [$0] } ?? []
        }
        if popup == nil, list.scope == .unified(.trash) {
            return index.mailboxes.filter { $0.role == .trash }
        }
        return chosenAccount.flatMap { index.mailbox(.trash, of: $0.id) }.map { [$0] } ?? []
    }

    // MARK: Filters

    /// Gives every message of the mailbox shown to the filters of its account.
    mutating func runFilters() -> [Effect] {
        guard case .mailbox(let id) = list.scope, let mailbox = index.mailbox(id) else { return [] }
        lastNumber = lastNumber.next
        history.add(
            History.Step(
                number: lastNumber, name: "filters on \(mailbox.name)", entries: [],
                scope: list.scope))
        say("Filtering \(mailbox.name)")
        return [.runFilters(id, lastNumber)]
    }

    // MARK: What is gone

    /// A mailbox that another program, a server or undo took away cannot go on being shown.
    mutating func leaveVanished(_ shown: MailboxSummary?) -> [Effect] {
        guard let shown, index.mailbox(shown.id) == nil, list.scope == .mailbox(shown.id) else {
            return []
        }
        let effects = goToInbox(of: shown.account)
        if notice == nil { say("\(shown.name) is gone") }
        return effects
    }

    private mutating func goToInbox(of account: AccountID) -> [Effect] {
        guard let inbox = index.mailbox(.inbox, of: account) else {
            return go(to: Place(scope: .unified(.inbox)))
        }
        return go(to: Place(scope: .mailbox(inbox.id)))
    }
}

extension Capabilities {
    /// How final it is to delete for good.
    fileprivate var finality: String {
        switch (reach, serverCopy) {
        case (.everyDevice, _): "They go from every device."
        case (.thisComputer, .removedAfterDownload):
            "They are on this computer only: these are the only copies."
        case (.thisComputer, .removedWhenDeletedHere):
            "They are kept on this computer only, and the server deletes its copies then."
        case (.thisComputer, _):
            "They are kept on this computer only; the server may have copies for a while."
        }
    }
}
