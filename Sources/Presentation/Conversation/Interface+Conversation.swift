import Mail

extension Interface {
    mutating func toggleConversation() {
        conversation.isShown.toggle()
    }

    mutating func receive(_ rows: [ListRow], conversationOf entry: EntryID) {
        guard view?.entry == entry else { return }
        conversation.replace(rows)
        refreshShown()
    }

    /// The rows are asked for again where they are seen.
    func refreshConversation() -> [Effect] {
        guard let view, conversation.rows.count > 1 else { return [] }
        return [.loadConversation(view.entry)]
    }

    mutating func goInThread(by step: Int) -> [Effect] {
        guard let view, let index = conversation.index(of: view.entry) else { return [] }
        guard conversation.rows.indices.contains(index + step) else {
            say("This is the \(step > 0 ? "newest" : "oldest") message of the conversation")
            return []
        }
        let row = shown(conversation.rows[index + step])
        if list.shown.contains(where: { $0.id == row.id }) { list.select(row.id) }
        return read(row) + list.askNearEdge()
    }

    /// A row that need not be in the list, with pending changes laid over it.
    func shown(_ row: ListRow) -> ListRow {
        overlay.applied(to: [row], scope: .mailbox(row.mailbox), index: index).first ?? row
    }
}
