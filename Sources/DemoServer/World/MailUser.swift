import Mail

/// Somebody with mail on the server.
public struct MailUser: Sendable {
    public let name: String
    public let password: String
    /// The access token that XOAUTH2 and OAUTHBEARER accept; nil: none is.
    public let token: String?
    /// In the order they were made; the first is INBOX.
    public var mailboxes: [ServerMailbox] = []
    private var lastUIDValidity: UInt32

    /// `uidValidity`: that of INBOX; mailboxes made later count on from it.
    public init(name: String, password: String, token: String? = nil, uidValidity: UInt32 = 1_000) {
        self.name = name
        self.password = password
        self.token = token
        lastUIDValidity = max(1, uidValidity) - 1
        create("INBOX", role: .inbox)
    }

    /// The mailbox of that name; INBOX in any case of letters (RFC 3501 §5.1).
    public subscript(name: String) -> ServerMailbox? {
        index(of: name).map { mailboxes[$0] }
    }

    public func index(of name: String) -> Int? {
        let isInbox = name.uppercased() == "INBOX"
        return mailboxes.firstIndex { isInbox ? $0.name == "INBOX" : $0.name == name }
    }

    func index(ofID id: Int) -> Int? {
        mailboxes.firstIndex { $0.id == id }
    }

    /// Makes a mailbox; false when the name is taken or empty.
    @discardableResult
    public mutating func create(_ name: String, role: MailboxRole? = nil) -> Bool {
        guard !name.isEmpty, index(of: name) == nil else { return false }
        lastUIDValidity += 1
        mailboxes.append(
            ServerMailbox(
                id: (mailboxes.map(\.id).max() ?? 0) + 1, name: name, role: role,
                uidValidity: lastUIDValidity))
        return true
    }

    /// Removes a mailbox with its messages; false for INBOX and unknown names.
    public mutating func delete(_ name: String) -> Bool {
        guard let index = index(of: name), mailboxes[index].name != "INBOX" else { return false }
        mailboxes.remove(at: index)
        return true
    }

    /// Renames a mailbox and those below it; false for INBOX, unknown names and taken ones.
    public mutating func rename(_ old: String, to new: String) -> Bool {
        guard let index = index(of: old), mailboxes[index].name != "INBOX", !new.isEmpty,
            self.index(of: new) == nil
        else { return false }
        mailboxes[index].name = new
        for place in mailboxes.indices where mailboxes[place].name.hasPrefix(old + "/") {
            mailboxes[place].name = new + mailboxes[place].name.dropFirst(old.count)
        }
        return true
    }
}
