import IMAP
import Mail
import Storage

/// Makes of a server's list what the store keeps: names with "/" and one mailbox a role.
enum MailboxRoles {
    /// - Parameter subscribed: names from LSUB; nil where the list itself tells.
    static func mailboxes(
        _ listings: [MailboxListing], subscribed: Set<MailboxName>?
    ) -> [RemoteMailbox] {
        var taken: Set<MailboxRole> = []
        var result: [RemoteMailbox] = []
        // Special use first: a name decides only where no mailbox says it is for that.
        let byUse = listings.map { use(of: $0) }
        taken.formUnion(byUse.compactMap { $0 })
        for (listing, use) in zip(listings, byUse) {
            var role = use
            if role == nil, let guess = roleByName(listing), taken.insert(guess).inserted {
                role = guess
            } else if let known = role, result.contains(where: { $0.role == known }) {
                role = nil
            }
            let holdsMail =
                !listing.attributes.contains(.noSelect)
                && !listing.attributes.contains(.nonExistent)
            let isSubscribed =
                subscribed?.contains(listing.name) ?? listing.attributes.contains(.subscribed)
            result.append(
                RemoteMailbox(
                    remoteName: listing.name.octets, name: shownName(listing), role: role,
                    isSubscribed: isSubscribed || role != nil, holdsMail: holdsMail))
        }
        return result
    }

    private static func use(of listing: MailboxListing) -> MailboxRole? {
        if listing.name.isInbox { return .inbox }
        return uses.first { listing.attributes.contains($0.attribute) }?.role
    }

    private static let uses: [(attribute: MailboxAttribute, role: MailboxRole)] = [
        (.archive, .archive), (.drafts, .drafts), (.sent, .sent), (.trash, .trash),
        (.junk, .junk), (.all, .all), (.flagged, .flagged),
    ]

    /// Servers without SPECIAL-USE: the names that mail programs have made over the years.
    private static func roleByName(_ listing: MailboxListing) -> MailboxRole? {
        let name = shownName(listing).lowercased()
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return names.first { $0.names.contains(last) }?.role
    }

    private static let names: [(role: MailboxRole, names: Set<String>)] = [
        (.archive, ["archive", "archives", "archiv"]),
        (.drafts, ["drafts", "draft", "entwürfe", "brouillons", "borradores"]),
        (
            .sent,
            ["sent", "sent items", "sent messages", "sent mail", "gesendet", "envoyés", "enviados"]
        ),
        (
            .trash,
            ["trash", "deleted items", "deleted messages", "papierkorb", "corbeille", "papelera"]
        ),
        (.junk, ["junk", "spam", "junk e-mail", "junk email", "bulk mail"]),
    ]

    /// Levels joined by "/" whatever the server uses.
    private static func shownName(_ listing: MailboxListing) -> String {
        if listing.name.isInbox { return "INBOX" }
        let text = listing.name.text
        guard let delimiter = listing.delimiter, delimiter != UInt8(ascii: "/") else { return text }
        let mark = Character(Unicode.Scalar(delimiter))
        return String(text.map { $0 == mark ? "/" : $0 })
    }
}
