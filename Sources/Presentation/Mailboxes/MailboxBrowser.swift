import Mail

/// The list of all mailboxes, where they are made, renamed and removed.
struct MailboxBrowser: Equatable, Sendable {
    /// A line: an account, or a mailbox of it.
    struct Line: Equatable {
        let account: AccountSummary
        /// Nil for the account's own line.
        let mailbox: MailboxSummary?
    }

    /// By identifier, so that it stays where mailboxes come and go; nil: the first one.
    var selected: MailboxID?

    static func lines(_ index: MailboxIndex) -> [Line] {
        index.accounts.flatMap { account in
            [Line(account: account, mailbox: nil)]
                + index.mailboxes(of: account.id).map { Line(account: account, mailbox: $0) }
        }
    }

    /// The mailbox selected, or the first one where that is gone.
    func mailbox(in index: MailboxIndex) -> MailboxSummary? {
        selected.flatMap(index.mailbox)
            ?? MailboxBrowser.lines(index).lazy.compactMap(\.mailbox).first
    }
}
