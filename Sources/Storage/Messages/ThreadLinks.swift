import GRDB
import Mail

/// Joins messages into threads by the Message-IDs they name.
///
/// When a message joins two threads, the smaller number wins: the other thread remembers that it
/// was joined, and only its messages are rewritten, not all the links that lead to it.
struct ThreadLinks {
    let db: Database
    let account: AccountID

    /// The thread of a new message.
    func thread(of envelope: Envelope) throws -> Int64 {
        let identities = identities(of: envelope)
        var threads: [Int64] = []
        var unlinked: [Int64] = []
        for identity in identities {
            if let linked = try link(identity) {
                threads.append(try root(of: linked))
            } else {
                unlinked.append(identity)
            }
        }
        let thread = try threads.min() ?? db.insert("INSERT INTO thread DEFAULT VALUES")
        for other in Set(threads) where other != thread {
            try join(other, to: thread)
        }
        for identity in unlinked {
            try db.run(
                "INSERT INTO thread_link (account_id, identity, thread_id) VALUES (?, ?, ?)"
            ) { row in
                row.add(account.rawValue)
                row.add(identity)
                row.add(thread)
            }
        }
        return thread
    }

    /// Its own Message-ID and the last ones it names, each once.
    private func identities(of envelope: Envelope) -> [Int64] {
        var names = (envelope.references + envelope.inReplyTo).suffix(Limits.references)
        if let own = envelope.messageID { names.append(own) }
        var seen: Set<Int64> = []
        return names.map { Identity.of(TextList.clean($0)) }.filter { seen.insert($0).inserted }
    }

    private func link(_ identity: Int64) throws -> Int64? {
        try db.number(
            "SELECT thread_id FROM thread_link WHERE account_id = ? AND identity = ?"
        ) { row in
            row.add(account.rawValue)
            row.add(identity)
        }
    }

    /// A thread is always joined to a smaller one, so that the way up ends.
    private func root(of thread: Int64) throws -> Int64 {
        var thread = thread
        while let next = try db.number(
            "SELECT joined_to FROM thread WHERE id = ?", binding: { $0.add(thread) }),
            next > 0, next < thread
        {
            thread = next
        }
        return thread
    }

    private func join(_ other: Int64, to thread: Int64) throws {
        try db.run("UPDATE thread SET joined_to = ? WHERE id = ?", [thread, other])
        try db.run("UPDATE message SET thread_id = ? WHERE thread_id = ?", [thread, other])
    }
}
