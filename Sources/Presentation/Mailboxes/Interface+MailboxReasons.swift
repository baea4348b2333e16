import Mail

/// Why commands about mailboxes cannot work.
extension Interface {
    func reasonAgainstMailboxes(_ command: Command) -> String? {
        switch command {
        case .createMailbox: reasonAgainstCreating
        case .renameMailbox: reasonAgainstTouching("renamed")
        case .removeMailbox: reasonAgainstTouching("removed")
        case .emptyTrash:
            chosenAccount == nil && list.scope != .unified(.trash)
                ? "Go to a mailbox of the account whose Trash is meant" : nil
        case .filter:
            if case .mailbox = list.scope { nil } else { "Open one mailbox to filter it" }
        default: nil
        }
    }

    private var reasonAgainstCreating: String? {
        guard let account = chosenAccount else {
            return "Go to a mailbox of the account that shall get it"
        }
        return reasonAgainst(account)
    }

    private func reasonAgainstTouching(_ what: String) -> String? {
        guard let mailbox = chosenMailbox else { return "Go to the mailbox to be \(what)" }
        if let account = index.account(mailbox.account), let reason = reasonAgainst(account) {
            return reason
        }
        return mailbox.role == nil
            ? nil : "\(mailbox.name) is needed by the account and cannot be \(what)"
    }

    private func reasonAgainst(_ account: AccountSummary) -> String? {
        switch account.capabilities.mailboxes {
        case .here: nil
        case .server: "The server keeps \(account.name)'s mailboxes; that is not built yet"
        }
    }
}
