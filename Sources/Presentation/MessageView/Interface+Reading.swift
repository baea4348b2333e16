import Mail

extension Interface {
    mutating func open() -> [Effect] {
        switch popup {
        case .attachments: return save(to: "")
        case .accounts(let pane): return openAccount(at: pane.selected)
        case .help, nil: return openSelected()
        }
    }

    /// Opens the selected message; the list is behind it, with the same selection.
    mutating func openSelected() -> [Effect] {
        guard let row = list.selectedRow else {
            view = nil
            return []
        }
        view = MessageView(row)
        return [.open(DocumentRequest(row.id))]
    }

    /// While a message is being read, the one selected takes its place.
    mutating func openIfReading() -> [Effect] {
        view == nil ? [] : openSelected()
    }

    mutating func listAttachments() {
        guard let document = view?.document else { return }
        popup = .attachments(AttachmentList(of: document))
    }

    mutating func toggleRaw() -> [Effect] {
        guard let view, let document = view.document else { return [] }
        if view.showsRaw {
            self.view?.hideRaw()
        } else if document.raw != nil {
            self.view?.showRaw()
        } else {
            return [.openRaw(view.entry)]
        }
        return []
    }

    mutating func save(to path: String) -> [Effect] {
        guard case .attachments(let pane) = popup, let attachment = pane.attachment else {
            return []
        }
        let purpose = TextPrompt.Purpose.save(pane.entry, part: attachment.part)
        guard path.isEmpty else { return accept(path, for: purpose) }
        let name = SafeFileName(attachment.fileName).text
        prompt = .text(TextPrompt(purpose, text: name))
        return []
    }
}
