import Mail

extension Interface {
    mutating func open() -> [Effect] {
        switch popup {
        case .attachments: return openAttachment()
        case .links: return openLink()
        case .mailboxes: return openChosenMailbox()
        case .accounts(let pane): return openAccount(at: pane.selected)
        case .help, nil: return openSelected()
        }
    }

    /// Opens the selected message; the list is behind it, with the same selection.
    mutating func openSelected() -> [Effect] {
        guard let row = list.selectedRow else {
            view = nil
            outerViews = []
            return []
        }
        return read(row)
    }

    /// Opens a message, which need not be in the list.
    mutating func read(_ row: ListRow) -> [Effect] {
        let opened = MessageView(row, keys: layoutKeys)
        view = opened
        outerViews = []
        conversation.keepOnly(containing: row.id)
        return [.open(opened.request), .loadConversation(row.id)]
    }

    /// While a message is being read, the one selected takes its place.
    mutating func openIfReading() -> [Effect] {
        view == nil ? [] : openSelected()
    }

    /// Leaves the part being read for the list it was chosen from, or the message.
    mutating func leaveMessage() {
        let part = view?.request.part
        view = outerViews.popLast()
        if let part, let document = view?.document {
            var pane = AttachmentList(of: document)
            pane.select(pane.attachments.firstIndex { $0.part == part } ?? 0)
            popup = .attachments(pane)
        }
        refreshShown()
    }

    /// The keys that the text of a message names.
    var layoutKeys: LayoutWish.Keys {
        LayoutWish.Keys(
            unfold: preferences.keys.keyText(of: .foldQuotes, in: .message),
            otherForm: preferences.keys.keyText(of: .otherForm, in: .message))
    }

    // MARK: Forms

    mutating func foldQuotes() {
        view?.foldNext()
        switch view?.folding {
        case .long: say("Long quotations are folded")
        case .all: say("All quotations are folded")
        case .some(.none): say("No quotation is folded")
        case nil: break
        }
    }

    mutating func toggleRaw() -> [Effect] {
        guard let view, let document = view.document else { return [] }
        guard !view.showsRaw, document.raw == nil else {
            self.view?.setRaw(!view.showsRaw)
            return []
        }
        return [.openRaw(view.entry)]
    }

    mutating func showOtherForm() -> [Effect] {
        guard let view, let other = view.document?.otherSource else { return [] }
        var request = view.request
        request.form = other == .html ? .html : .plain
        self.view?.ask(request)
        return [.open(request)]
    }

    mutating func askCharset(_ name: String) -> [Effect] {
        var charsets = CharsetPrompt(
            names: preferences.charsets, current: view?.document?.charset ?? "")
        guard !name.isEmpty else {
            prompt = .charset(charsets)
            return []
        }
        charsets.editor.replace(with: name)
        guard let choice = charsets.choice else {
            return complain("No character set fits \"\(name)\"")
        }
        return read(as: choice)
    }

    mutating func read(as choice: CharsetPrompt.Choice) -> [Effect] {
        guard let view else { return [] }
        let sender = view.row.from.first?.address ?? ""
        let who = sender.isEmpty ? "" : "; remembered for \(sender)"
        var request = view.request
        switch choice {
        case .automatic:
            request.charset = ""
            say("The message itself says what it is written in\(who)")
        case .named(let name):
            request.charset = name
            say("Read as \(name)\(who)")
        }
        self.view?.ask(request)
        return [.open(request)]
    }

    // MARK: What comes

    mutating func receive(_ result: DocumentResult, of request: DocumentRequest) -> [Effect] {
        guard let view, view.request == request else { return [] }
        let isFirst = view.document == nil
        self.view?.receive(result)
        if case .failed(let problem) = result, !isFirst { tell(problem) }
        guard isFirst, case .ready = result, request.part == nil else { return [] }
        return markSeen(view.row) + prepareNeighbours(of: view.row)
    }

    private mutating func markSeen(_ row: ListRow) -> [Effect] {
        guard !row.flags.contains(.seen) else { return [] }
        return make(
            .flags([row.id], add: .seen, remove: []), of: [row], named: "", isUndoStep: false)
    }

    /// The messages that are likely to be read next are made ready.
    private func prepareNeighbours(of row: ListRow) -> [Effect] {
        var entries: [EntryID] = []
        if let index = list.shown.firstIndex(where: { $0.id == row.id }) {
            entries += [index + 1, index - 1].filter(list.shown.indices.contains)
                .map { list.shown[$0].id }
        }
        return entries.isEmpty ? [] : [.prepare(entries)]
    }

    mutating func receive(_ result: RawResult, of entry: EntryID) {
        guard let view, view.entry == entry, view.request.part == nil else { return }
        switch result {
        case .ready(let text): self.view?.receiveRaw(text)
        case .failed(let problem): tell(problem)
        }
    }

    // MARK: Searching

    mutating func find(_ text: String) -> [Effect] {
        let words = text.isEmpty ? findWords : text
        guard !words.isEmpty else { return [] }
        findWords = words
        view?.find(words)
        return goToMatch(.next)
    }

    mutating func goToMatch(_ direction: MessageSearch.Direction) -> [Effect] {
        guard let view else { return [] }
        if view.search.words != findWords { self.view?.find(findWords) }
        switch self.view?.goToMatch(direction) {
        case .match(let number, let count, let wrapped):
            let end = direction == .next ? "top" : "end"
            let note = wrapped ? "; the search went on from the \(end)" : ""
            say("Match \(grouped(number)) of \(grouped(count))\(note)")
            return []
        case .nothing, nil:
            return complain("This message has no \"\(findWords)\"")
        }
    }
}
