import Mail

extension Interface {
    mutating func listAttachments() {
        guard let document = view?.document else { return }
        popup = .attachments(AttachmentList(of: document))
    }

    /// Reads the selected attachment here where that is possible, else has a program show it.
    mutating func openAttachment() -> [Effect] {
        guard case .attachments(let pane) = popup, let attachment = pane.attachment else {
            return []
        }
        if attachment.isReadable { return readPart(attachment.part) }
        guard let doubt = attachment.doubt else {
            return [.openPart(pane.entry, part: attachment.part)]
        }
        prompt = .confirmation(
            Confirmation(
                purpose: .openPart(pane.entry, part: attachment.part),
                question: "\(doubt). Open it with another program?"))
        return []
    }

    /// `q` leads back to the list, and from there to the message around it.
    private mutating func readPart(_ part: String) -> [Effect] {
        guard let outer = view else { return [] }
        guard outerViews.count < Limits.nestedViews else {
            return complain("This is nested too deeply")
        }
        popup = nil
        outerViews.append(outer)
        let inner = MessageView(outer.row, part: part, keys: layoutKeys)
        view = inner
        return [.open(inner.request)]
    }

    mutating func save(to path: String) -> [Effect] {
        guard case .attachments(let pane) = popup, let attachment = pane.attachment else {
            return []
        }
        let name = SafeFileName(attachment.fileName).text
        return ask(.save(pane.entry, part: attachment.part), answer: path, proposal: name)
    }

    mutating func saveAll(to folder: String) -> [Effect] {
        guard case .attachments(let pane) = popup else { return [] }
        let parts = pane.attachments.map(\.part)
        return ask(.saveAll(pane.entry, parts: parts), answer: folder, proposal: lastFolder)
    }

    mutating func pipe(to command: String) -> [Effect] {
        if case .attachments(let pane) = popup {
            guard let attachment = pane.attachment else { return [] }
            return ask(.pipe(pane.entry, part: attachment.part), answer: command)
        }
        guard let request = view?.request else { return [] }
        return ask(.pipe(request.entry, part: request.part), answer: command)
    }

    /// What could not be saved is asked for again, with the name that did not do.
    mutating func askAgainToSave(after problem: Problem) {
        guard let question = saving, problem.kind == .disk || problem.kind == .usage else { return }
        saving = nil
        if prompt == nil { prompt = .text(question) }
    }
}
