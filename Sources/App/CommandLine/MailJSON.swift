import Mail

/// The JSON forms of the vocabulary, as scripts know them.
extension JSONValue {
    init(_ addresses: [Address]) {
        self = .array(
            addresses.map {
                .object([("name", .string($0.name)), ("address", .string($0.address))])
            })
    }

    init(_ moment: Timestamp?) {
        self = JSONValue(moment?.rfc3339)
    }

    /// A line of `list` and `search`.
    init(_ row: ListRow, account: String, mailbox: String) {
        self = .object([
            ("id", .integer(row.id.rawValue)), ("account", .string(account)),
            ("mailbox", .string(mailbox)), ("thread", .integer(row.thread.rawValue)),
            ("subject", .string(row.subject)), ("from", JSONValue(row.from)),
            ("to", JSONValue(row.to)), ("date", JSONValue(row.date)),
            ("size", JSONValue(row.size)), ("flags", JSONValue(row.flags.names)),
            ("keywords", JSONValue(row.keywords.map(\.name))),
            ("attachments", JSONValue(row.attachments)), ("preview", JSONValue(row.preview)),
        ])
    }

    /// A line of `mailboxes`.
    init(_ mailbox: MailboxSummary, account: String) {
        self = .object([
            ("account", .string(account)), ("mailbox", .string(mailbox.name)),
            ("role", JSONValue(mailbox.role?.rawValue)),
            ("total", JSONValue(mailbox.counts.total)),
            ("unread", JSONValue(mailbox.counts.unread)),
            ("flagged", JSONValue(mailbox.counts.flagged)),
            ("where", .string(mailbox.isOnServer ? "server" : "local")),
        ])
    }

    /// A line of `accounts`.
    init(_ account: AccountSummary) {
        self = .object([
            ("account", .string(account.name)), ("protocol", .string(account.kind.rawValue)),
            ("address", .string(account.address)), ("state", .string(account.state.word)),
            ("last_sync", JSONValue(account.lastSync)), ("pending", JSONValue(account.pending)),
            ("server", account.holdings.map { JSONValue($0) } ?? .null),
        ])
    }
}

extension JSONValue {
    /// What a server that hands its mail over still holds.
    init(_ holdings: MaildropHoldings) {
        self = .object([
            ("messages", JSONValue(holdings.messages)), ("octets", JSONValue(holdings.octets)),
            ("to_delete", JSONValue(holdings.due)), ("delete_from", JSONValue(holdings.dueAt)),
            ("listed", JSONValue(holdings.listed)),
        ])
    }
}

extension AccountState {
    /// One word for scripts.
    var word: String {
        switch self {
        case .resting: "resting"
        case .connecting: "connecting"
        case .online: "online"
        case .working: "working"
        case .offline: "offline"
        case .refused: "refused"
        case .needsPassword: "needs-password"
        case .elsewhere: "elsewhere"
        case .notConnected: "not-connected"
        }
    }
}
