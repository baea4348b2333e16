import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

/// A folder that goes with its last reference; not made before someone does.
final class TemporaryFolder: Sendable {
    let path = NSTemporaryDirectory() + "martlet-storage-" + UUID().uuidString

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { return }
    }
}

/// A store in a folder of its own.
final class Fixture: Sendable {
    private let temporary = TemporaryFolder()
    let store: Store

    var folder: String { temporary.path }

    init(extraPragmas: [String] = []) throws {
        store = try Store(
            mail: temporary.path + "/mail.sqlite",
            bodies: temporary.path + "/cache/bodies.sqlite", extraPragmas: extraPragmas)
    }

    deinit {
        store.close()
    }

    var mailPath: String { folder + "/mail.sqlite" }
    var bodyPath: String { folder + "/cache/bodies.sqlite" }

    /// A second store on the same files, as another process has it.
    func another() throws -> Store {
        try Store(mail: mailPath, bodies: bodyPath)
    }

    func account(
        _ name: String = "work", _ kind: AccountKind = .imap
    ) throws -> AccountID {
        let records =
            try accountRecords() + [
                AccountRecord(
                    name: name, kind: kind, address: "\(name)@example.org",
                    server: "\(kind.rawValue)://\(name)@example.org:1")
            ]
        return try #require(try store.adopt(records).last).id
    }

    private func accountRecords() throws -> [AccountRecord] {
        try store.pool.read { try Store.accounts($0) }.map(\.record)
    }

    /// An IMAP account with these mailboxes.
    func imap(
        _ name: String = "work", _ names: [String] = ["INBOX", "Archive", "Trash"]
    ) async throws -> (account: AccountID, mailboxes: [MailboxID]) {
        let account = try account(name)
        let roles: [String: MailboxRole] = [
            "INBOX": .inbox, "Archive": .archive, "Trash": .trash, "Junk": .junk,
        ]
        try await store.mergeMailboxes(
            names.map { RemoteMailbox(remoteName: Array($0.utf8), name: $0, role: roles[$0]) },
            of: account, isComplete: true)
        let stored = try await store.remoteMailboxes(of: account)
        return (
            account,
            try names.map { name in
                try #require(stored.first { $0.name == name }).id
            }
        )
    }

    /// Messages that arrive in a mailbox under these numbers; answers their entries.
    @discardableResult
    func arrive(
        _ numbers: ClosedRange<Int64>, in mailbox: MailboxID, generation: Int64 = 1,
        flags: Flags = []
    ) async throws -> [EntryID] {
        try await store.merge(
            RemoteNews(
                mailbox: mailbox, generation: generation,
                arrivals: numbers.map { Fixture.arrival($0, flags: flags) })
        ).entries
    }

    static func arrival(
        _ number: Int64, of text: String = "m", flags: Flags = [], keywords: [Keyword] = [],
        size: Int? = 100
    ) -> RemoteArrival {
        RemoteArrival(
            number: number, flags: flags, keywords: keywords,
            received: Timestamp(seconds: 1_000 + number), size: size,
            envelope: envelope("\(text)\(number)", date: 1_000 + number))
    }

    static func envelope(_ name: String, date: Int64 = 1_000) -> Envelope {
        Envelope(
            date: Timestamp(seconds: date), subject: "Subject \(name)",
            from: [Address(name: "Ann \(name)", address: "ann@example.org")],
            to: [Address(address: "bob@example.org")], messageID: "\(name)@example.org")
    }

    static func download(
        _ name: String, ordinal: Int = 0, octets: DownloadedMessage.Octets? = nil
    ) -> DownloadedMessage {
        DownloadedMessage(
            uniqueID: name, ordinal: ordinal, octets: octets ?? .bytes(Array("body \(name)".utf8)),
            sha256: Array("hash \(name) \(ordinal)".utf8), received: Timestamp(seconds: 5_000),
            envelope: envelope(name))
    }

    func row(_ entry: EntryID) async throws -> ListRow {
        try #require(try await store.row(entry))
    }

    func rows(
        _ mailbox: MailboxID, order: ListOrder = .newestFirst
    ) async throws -> [ListRow] {
        try await store.window(
            ListRequest(scope: .mailbox(mailbox), order: order, after: 1_000)
        ).rows
    }

    func summary(_ mailbox: MailboxID) async throws -> MailboxSummary {
        try #require(try await store.mailboxes().first { $0.id == mailbox })
    }

    @discardableResult
    func apply(_ action: ChangeAction, undo: Bool = true) async throws -> ChangeOutcome {
        try await store.apply(Change(ChangeNumber(rawValue: 1), action, isUndoStep: undo))
    }

    func pending(_ account: AccountID) async throws -> [PendingBatch] {
        try await store.pendingBatches(of: account, limit: 1_000)
    }

    /// Sends everything pending and lets the server say yes.
    func deliver(_ account: AccountID, placing: Bool = false) async throws {
        let batches = try await store.beginSending(pending(account))
        for batch in batches {
            try await store.confirm(batch, placed: [:])
        }
    }

    /// Rows written by the store so far.
    func changes() -> Int {
        store.pool.writeWithoutTransaction { $0.totalChangesCount }
    }

    /// Counts as they are kept and as they are counted.
    func checkCounts(_ comment: Comment? = nil) throws {
        let drifted = try store.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT b.id, b.total, b.unread, b.flagged FROM mailbox b WHERE
                    (b.total, b.unread, b.flagged) IS NOT (SELECT count(*),
                        ifnull(sum(flags & 1 = 0), 0), ifnull(sum(flags & 2 <> 0), 0)
                        FROM entry e WHERE e.mailbox_id = b.id AND e.is_expunged = 0
                        AND e.flags & 16 = 0)
                    """)
        }
        #expect(drifted.isEmpty, comment)
    }
}

extension Error {
    /// The store's word for it.
    var fault: StoreFault? { self as? StoreFault }
}
