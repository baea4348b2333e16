import Mail

extension Interface {
    mutating func listLinks() {
        guard let document = view?.document else { return }
        popup = .links(LinkList(of: document))
    }

    /// Opens the selected link, after a question where its words and its target disagree.
    mutating func openLink() -> [Effect] {
        guard case .links(let pane) = popup, let link = pane.link else { return [] }
        switch LinkTarget(link.target) {
        case .refused(let reason):
            return complain(reason)
        case .mail:
            return complain("Mail cannot be written yet; y copies the address")
        case .web:
            guard let doubt = link.doubt else { return [.openLink(link.target)] }
            prompt = .confirmation(
                Confirmation(purpose: .openLink(link.target), question: "\(doubt). Open it?"))
            return []
        }
    }

    mutating func copyLink() -> [Effect] {
        guard case .links(let pane) = popup, let link = pane.link else { return [] }
        say("Copied link \(pane.selected + 1)")
        return [.copy(link.target)]
    }

    mutating func selectLink(_ text: String) -> [Effect] {
        guard case .links(var pane) = popup else { return [] }
        guard let number = Int(text), pane.links.indices.contains(number - 1) else {
            return complain("There is no link \(text)")
        }
        pane.select(number - 1)
        popup = .links(pane)
        return []
    }
}
