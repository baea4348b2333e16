import Mail

extension Interface {
    /// The messages a command is about: the tagged ones after `;`, a range, or the selected one.
    func targets() -> [ListRow] {
        if let view { return [view.row] }
        if appliesToTagged {
            let shown = list.shown.filter { list.tags[$0.id] != nil }
            let known = Set(shown.map(\.id))
            let others = list.tags.values.filter { !known.contains($0.id) }
            return shown + others.sorted { $0.id < $1.id }
        }
        return list.range ?? list.selectedRow.map { [$0] } ?? []
    }

    /// Paints a change at once and asks the store for it.
    mutating func make(
        _ action: ChangeAction, of rows: [ListRow], named name: String, isUndoStep: Bool = true
    ) -> [Effect] {
        lastNumber = lastNumber.next
        let change = Change(lastNumber, action, isUndoStep: isUndoStep)
        overlay.add(change, to: rows, in: index)
        if isUndoStep {
            history.add(
                History.Step(
                    number: lastNumber, name: name, entries: rows.map(\.id), scope: list.scope))
        }
        refreshShown()
        return [.apply(change)]
    }

    /// After a change that takes messages away, the next one is selected, or opened.
    private mutating func makeAndGoOn(
        _ action: ChangeAction, of rows: [ListRow], named name: String, said text: String
    ) -> [Effect] {
        let effects = make(action, of: rows, named: name)
        leaveTargets(rows)
        say(text)
        return effects + openIfReading() + list.askNearEdge()
    }

    /// Messages that went away keep no tag, and a range has done its work.
    private mutating func leaveTargets(_ rows: [ListRow]) {
        for row in rows { list.tags[row.id] = nil }
        list.rangeStart = nil
    }

    // MARK: The verbs

    mutating func archive() -> [Effect] {
        let rows = targets().filter { index.mailbox($0.mailbox)?.role != .archive }
        let what = counted(rows.count, "message")
        return makeAndGoOn(
            .move(rows.map(\.id), to: .role(.archive)), of: rows, named: "archive of \(what)",
            said: "Archived \(what); u undoes it")
    }

    mutating func delete() -> [Effect] {
        let rows = targets()
        let what = counted(rows.count, "message")
        if rows.allSatisfy({ index.mailbox($0.mailbox)?.role == .trash }) {
            prompt = .confirmation(
                Confirmation(
                    purpose: .expunge(rows),
                    question: "Delete \(what) for good?\(partingWords(of: rows))"))
            return []
        }
        return makeAndGoOn(
            .move(rows.map(\.id), to: .role(.trash)), of: rows, named: "deletion of \(what)",
            said: "Moved \(what) to Trash; u undoes it")
    }

    /// To Junk, or back from it where all of them are there.
    mutating func junk() -> [Effect] {
        let all = targets()
        let others = all.filter { index.mailbox($0.mailbox)?.role != .junk }
        let rows = others.isEmpty ? all : others
        let what = counted(rows.count, "message")
        let isBack = others.isEmpty
        return makeAndGoOn(
            .move(rows.map(\.id), to: .role(isBack ? .inbox : .junk)), of: rows,
            named: "moving \(what) \(isBack ? "back from" : "to") Junk",
            said: "Moved \(what) \(isBack ? "back to the inbox" : "to Junk"); u undoes it")
    }

    /// What deleting means for an account whose changes no other device sees.
    private func partingWords(of rows: [ListRow]) -> String {
        let accounts = Set(rows.map(\.account))
        let words = Set(
            index.accounts.filter { accounts.contains($0.id) }.map { account in
                account.capabilities.reach == .thisComputer
                    ? " \(account.capabilities.serverCopy.partingWords)" : ""
            })
        return words.count == 1 ? words.first ?? "" : ""
    }

    /// Deletes for good, after the person said yes.
    mutating func expunge(_ rows: [ListRow]) -> [Effect] {
        let effects = make(
            .expunge(rows.map(\.id)), of: rows, named: "", isUndoStep: false)
        leaveTargets(rows)
        say("Deleted \(counted(rows.count, "message")) for good")
        return effects + openIfReading() + list.askNearEdge()
    }

    /// Asks where to move or copy, or takes the name that came with the command.
    mutating func transfer(_ purpose: MailboxPrompt.Purpose, to name: String) -> [Effect] {
        let rows = targets()
        guard Set(rows.map(\.account)).count <= 1 else {
            return complain("These messages are of several accounts; choose those of one")
        }
        let sources = Set(rows.map(\.mailbox))
        let choices = index.targets(
            last: lastTarget, from: rows.first?.account,
            except: sources.count == 1 ? sources.first : nil, counts: counts)
        return settle(MailboxPrompt(purpose: purpose, choices: choices), with: name)
    }

    mutating func move(_ rows: [ListRow], to mailbox: MailboxID) -> [Effect] {
        lastTarget = mailbox
        let what = counted(rows.count, "message")
        let target = index.mailbox(mailbox)?.name ?? "another mailbox"
        return makeAndGoOn(
            .move(rows.map(\.id), to: .mailbox(mailbox)), of: rows,
            named: "move of \(what) to \(target)", said: "Moved \(what) to \(target); u undoes it")
    }

    mutating func copy(_ rows: [ListRow], to mailbox: MailboxID) -> [Effect] {
        lastTarget = mailbox
        let what = counted(rows.count, "message")
        let target = index.mailbox(mailbox)?.name ?? "another mailbox"
        list.rangeStart = nil
        say("Copied \(what) to \(target); u undoes it")
        return make(
            .copy(rows.map(\.id), to: .mailbox(mailbox)), of: rows,
            named: "copy of \(what) to \(target)")
    }

    /// Sets the flag on all, or takes it away where all have it.
    mutating func toggle(_ flag: Flags) -> [Effect] {
        let rows = targets()
        let isSet = rows.allSatisfy { $0.flags.contains(flag) }
        let ids = rows.map(\.id)
        let name = flag == .seen ? "read" : "flagged"
        let what = counted(rows.count, "message")
        list.rangeStart = nil
        return make(
            .flags(ids, add: isSet ? [] : flag, remove: isSet ? flag : []), of: rows,
            named: "marking \(what) as \(isSet ? "not " : "")\(name)")
    }

    mutating func catchUp() -> [Effect] {
        guard case .mailbox(let mailbox) = list.scope else { return [] }
        let what = counted(listCounts.unread, "message")
        say("Marked \(what) as read; u undoes it")
        return make(.catchUp(mailbox), of: [], named: "marking \(what) as read")
    }

    // MARK: Undo

    mutating func undo() -> [Effect] {
        if let step = history.undo() {
            overlay.remove(step.number)
            refreshShown()
            if let entry = step.entries.first(where: { id in list.shown.contains { $0.id == id } })
            {
                list.select(entry)
            }
            say("Undoing: \(step.name)")
        } else {
            say("Undoing the last change of an earlier run")
        }
        return [.undo]
    }

    /// What came back is selected once the store has it: it may have left the rows shown before.
    mutating func goToUndone() -> [Effect] {
        guard let step = history.undone.last, step.scope == list.scope, view == nil,
            let entry = step.entries.first, list.selection != entry
        else { return [] }
        return [list.ask(.entry(entry), goal: .entry(entry))]
    }

    mutating func redo() -> [Effect] {
        if let step = history.redo() { say("Redoing: \(step.name)") }
        return [.redo]
    }

    // MARK: Tags

    mutating func toggleTag() -> [Effect] {
        let rows = targets()
        let areTagged = rows.allSatisfy { list.tags[$0.id] != nil }
        for row in rows { list.tags[row.id] = areTagged ? nil : row }
        list.rangeStart = nil
        return view == nil ? navigate(.next) : []
    }

    mutating func tag(by query: Query) -> [Effect] {
        var request = list.window(.first, before: 0, after: Limits.taggedAtOnce)
        request.query = list.query.and(query)
        return [search.ask(request, for: .tag)]
    }

    /// Tags what the store found.
    mutating func tag(_ snapshot: ListSnapshot) {
        let rows = overlay.applied(to: snapshot.rows, scope: list.scope, index: index)
        for row in rows { list.tags[row.id] = row }
        let more = snapshot.hasLaterRows ? "the first " : ""
        say("Tagged \(more)\(counted(rows.count, "message")); ; applies a command to them")
    }
}
