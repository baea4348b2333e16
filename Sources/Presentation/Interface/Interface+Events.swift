import Console
import Mail

extension Interface {
    /// Routes an event to the feature it belongs to.
    mutating func handle(_ event: Event) -> [Effect] {
        switch event {
        case .key(let key): return handle(key)
        case .resized(let newSize): size = newSize
        case .tick(let moment): now = moment
        case .prefixTimeout: showsPrefixHints = !prefix.isEmpty
        case .accounts(let summaries):
            index.replaceAccounts(summaries)
            forgetAnsweredPasswords()
        case .mailboxes(let summaries, let number):
            let shown = index.mailbox(of: list.scope)
            index.replaceMailboxes(summaries)
            overlay.countsConfirmed(upTo: number)
            refreshShown()
            return leaveVanished(shown)
        case .storeChanged: return list.refresh() + refreshConversation()
        case .rows(let snapshot): return receive(snapshot)
        case .document(let request, let result): return receive(result, of: request)
        case .conversation(let entry, let rows): receive(rows, conversationOf: entry)
        case .raw(let entry, let result): receive(result, of: entry)
        case .changeRefused(let number, let problem): refuse(number, problem)
        case .undone(let report):
            tell(report, verb: "Undone", nothing: "There is nothing to undo")
            return goToUndone()
        case .redone(let report): tell(report, verb: "Redone", nothing: "There is nothing to redo")
        case .preferences(let changed): preferences = changed
        case .passwordWanted(let account, let prompt): askPassword(account, prompt)
        case .saved(let path):
            saving = nil
            say("Saved to \(path)")
        case .savedAll(let count, let folder):
            saving = nil
            say("Saved \(counted(count, "file")) to \(folder)")
        case .problem(let problem):
            list.stopWaiting()
            tell(problem)
            askAgainToSave(after: problem)
        case .notice(let text): say(text)
        case .newMail(let account, let count):
            say("\(counted(count, "new message")) in \(index.account(account)?.name ?? "mail")")
        }
        return []
    }

    mutating func tell(_ problem: Problem) {
        let subject = problem.account.isEmpty ? "" : "\(problem.account): "
        let detail = problem.detail.isEmpty ? "" : " (\(problem.detail))"
        let remedy = problem.remedy.isEmpty ? "" : "; \(problem.remedy)"
        let text = subject + problem.headline + detail + remedy
        notice = Notice(text: text, isProblem: true)
    }

    // MARK: Rows

    private mutating func receive(_ snapshot: ListSnapshot) -> [Effect] {
        if let purpose = search.purpose(of: snapshot) {
            return answer(purpose, snapshot)
        }
        guard snapshot.request == list.asked else { return [] }
        guard snapshot.upTo >= overlay.rowsUpTo else { return [.load(snapshot.request)] }
        if let lost = list.lostAnchor(of: snapshot) {
            list.forget(lost)
            refreshShown()
            return list.refresh()
        }
        let goal = list.goal
        let wasStale = list.isStale
        list.replace(with: snapshot)
        overlay.rowsConfirmed(upTo: snapshot.upTo)
        refreshShown()
        let isReached = list.reachGoal()
        if case .unread(let visited) = goal {
            return isReached ? openIfReading() : nextUnread(beyond: visited)
        }
        return wasStale ? list.refresh() : list.askNearEdge()
    }

    // MARK: Changes

    private mutating func refuse(_ number: ChangeNumber, _ problem: Problem) {
        overlay.remove(number)
        history.remove(number)
        refreshShown()
        tell(problem)
    }

    private mutating func tell(_ report: UndoReport?, verb: String, nothing: String) {
        guard let report else {
            say(nothing)
            return
        }
        guard report.entries > 0 || report.lost == 0 else {
            notice = Notice(
                text: "Gone for good, not \(verb.lowercased()): \(report.description)",
                isProblem: true)
            return
        }
        let remarks = report.remarks.joined(separator: "; ")
        guard report.remarks.isEmpty || report.entries > 0 else {
            notice = Notice(
                text: "Not \(verb.lowercased()): \(report.description); \(remarks)",
                isProblem: true)
            return
        }
        let lost = report.lost > 0 ? " (\(counted(report.lost, "message")) gone for good)" : ""
        say("\(verb)\(lost): \(report.description)" + (remarks.isEmpty ? "" : "; \(remarks)"))
    }
}
