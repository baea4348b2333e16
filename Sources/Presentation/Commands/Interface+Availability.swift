import Mail

extension Interface {
    /// Whether a command can work here and now, or why not.
    func availability(of command: Command) -> Availability {
        if !command.contexts.contains(context) {
            let places = CommandContext.allCases.filter(command.contexts.contains)
            return .unavailable(
                "\(command.rawValue) works \(places.map(\.placeName).listed)")
        }
        return reason(against: command).map(Availability.unavailable) ?? .available
    }

    private func reason(against command: Command) -> String? {
        switch command {
        case .open where popup == nil: reasonAgainstMessages
        case .move, .copy: reasonAgainstMessages ?? reasonAgainstTransfer
        case .archive: reasonAgainstMessages ?? reasonAgainstArchive
        case .createMailbox, .renameMailbox, .removeMailbox, .emptyTrash, .filter:
            reasonAgainstMailboxes(command)
        case .delete, .junk, .flag, .toggleSeen, .tag, .selectRange: reasonAgainstMessages
        case .applyToTagged: list.tags.isEmpty ? "No message is tagged; t tags one" : nil
        case .searchNext where context == .message: reasonAgainstFinding
        case .searchNext: search.query.isEmpty ? "Nothing was searched for yet" : nil
        case .showAll: list.query.isEmpty ? "All messages are shown already" : nil
        case .catchUp: reasonAgainstCatchUp
        case .mailbox, .mailboxes, .sidebarNext, .sidebarPrevious, .sidebarOpen:
            index.mailboxes.isEmpty ? "There is no mailbox yet" : nil
        case .account, .nextAccount, .previousAccount:
            index.accounts.isEmpty ? "There is no account" : nil
        case .check: reasonAgainstCheck
        case .sendPending:
            index.accounts.allSatisfy { $0.pending == 0 }
                ? "Every change has reached its server" : nil
        case .allHeaders, .foldQuotes, .charset: reasonAgainstDocument
        case .pipe where popup == nil: reasonAgainstDocument
        case .search where context == .message: reasonAgainstDocument
        case .searchPrevious: reasonAgainstFinding
        case .raw: reasonAgainstDocument ?? reasonAgainstRaw
        case .otherForm: reasonAgainstDocument ?? reasonAgainstOtherForm
        case .attachments: reasonAgainstDocument ?? reasonAgainstAttachments
        case .links: reasonAgainstDocument ?? reasonAgainstLinks
        case .conversation, .nextInThread, .previousInThread: reasonAgainstConversation
        case .sidebar:
            ScreenLayout(size, wantsSidebar: true, isReading: view != nil).sidebar == nil
                ? "There is no room for the sidebar" : nil
        case .redo: history.undone.isEmpty && !history.done.isEmpty ? "Nothing was undone" : nil
        default: nil
        }
    }

    private var reasonAgainstMessages: String? {
        guard targets().isEmpty else { return nil }
        return list.isLoaded ? "There is no message here" : "The list is still being read"
    }

    private var reasonAgainstArchive: String? {
        let rows = targets()
        let areArchived = rows.allSatisfy { index.mailbox($0.mailbox)?.role == .archive }
        guard areArchived else { return nil }
        return rows.count == 1
            ? "This message is in Archive already" : "These messages are in Archive already"
    }

    private var reasonAgainstTransfer: String? {
        index.mailboxes.filter(\.holdsMail).count > 1 ? nil : "There is no other mailbox"
    }

    private var reasonAgainstCatchUp: String? {
        guard case .mailbox = list.scope else {
            return "Open one mailbox to mark all of it as read"
        }
        return listCounts.unread == 0 ? "Every message here is read" : nil
    }

    private var reasonAgainstCheck: String? {
        guard let id = index.account(of: list.scope), let account = index.account(id),
            account.state == .notConnected, popup == nil
        else { return nil }
        return "\(account.name) is no longer in the settings; its mail is kept here"
    }

    private var reasonAgainstDocument: String? {
        view?.document == nil ? "The message is not here yet" : nil
    }

    private var reasonAgainstFinding: String? {
        reasonAgainstDocument ?? (findWords.isEmpty ? "Nothing was searched for yet" : nil)
    }

    private var reasonAgainstRaw: String? {
        view?.request.part == nil ? nil : "Only a whole message has a raw form"
    }

    private var reasonAgainstOtherForm: String? {
        guard let document = view?.document else { return nil }
        let other = document.otherSource ?? .none
        return other == .none ? "This message has only this form" : nil
    }

    private var reasonAgainstLinks: String? {
        view?.document?.text.links.isEmpty == false ? nil : "This message has no links"
    }

    private var reasonAgainstConversation: String? {
        guard let view, view.request.part == nil else { return "q goes back to the message" }
        return conversation.position(of: view.entry) == nil
            ? "This message is alone, not in a conversation" : nil
    }

    private var reasonAgainstAttachments: String? {
        view?.document?.attachments.isEmpty == false
            ? nil : "This message has no attachments"
    }
}
