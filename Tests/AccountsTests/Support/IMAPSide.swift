import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

/// An IMAP account: its backend, its service and a person's hands.
final class IMAPSide: Sendable {
    let room: Mailroom
    let account: AccountID
    /// What the server was asked; empty where the test runs its own.
    let log: CommandLog
    let backend: IMAPBackend

    init(
        _ room: Mailroom, _ options: IMAPOptions = IMAPOptions(), script: Script = Script(),
        filters: [FilterRule] = []
    ) async throws {
        self.room = room
        let service = try await room.server.startIMAP(options: options, script: script)
        log = service.log
        account = try room.adopt(.imap)
        backend = IMAPSide.backend(room, account, port: service.port, filters)
    }

    /// Against a server that the test runs itself.
    init(_ room: Mailroom, port: UInt16) throws {
        log = CommandLog()
        account = try room.adopt(.imap)
        self.room = room
        backend = IMAPSide.backend(room, account, port: port)
    }

    private static func backend(
        _ room: Mailroom, _ account: AccountID, port: UInt16, _ filters: [FilterRule] = []
    ) -> IMAPBackend {
        IMAPBackend(
            account: account, access: room.access(port: port), credentials: room.credentials(),
            filters: filters, store: room.store, network: room.network)
    }

    /// Ann's letters, and nothing synchronised yet.
    convenience init(
        _ letters: [String], _ options: IMAPOptions = IMAPOptions(), script: Script = Script()
    ) async throws {
        try await self.init(try Mailroom(.ann(letters)), options, script: script)
    }

    /// Everything, and then everything older.
    @discardableResult
    func synchronise() async throws -> SyncReport {
        var report = try await backend.synchronise(.everything)
        if report.leavesOlder { report += try await backend.synchronise(.older) }
        return report
    }

    /// Synchronises through as many cuts as there are.
    func synchroniseAtLast(tries: Int = 4) async throws {
        for _ in 1..<tries {
            do {
                try await synchronise()
                return
            } catch {
                #expect((error as? Problem)?.kind != .refusedByServer)
            }
        }
        try await synchronise()
    }

    func letters(_ name: String = "INBOX") async throws -> [String] {
        try await room.letters(in: name, of: account)
    }

    func entry(_ letter: String, in name: String = "INBOX") async throws -> EntryID {
        try #require(
            try await room.rows(name, of: account).first { $0.letter == letter }, "\(letter)"
        ).id
    }

    func flags(_ letter: String, in name: String = "INBOX") async throws -> Flags {
        let rows = try await room.rows(name, of: account)
        return try #require(rows.first { $0.letter == letter }, "\(letter)").flags
    }

    @discardableResult
    func apply(_ action: ChangeAction) async throws -> ChangeOutcome {
        try await room.store.apply(Change(ChangeNumber(rawValue: 1), action))
    }

    /// Tells the server what the person did, and nothing else.
    @discardableResult
    func send() async throws -> SyncReport {
        try await backend.synchronise(.journal)
    }

    func flag(
        _ letter: String, in name: String = "INBOX", add: Flags = [], remove: Flags = []
    ) async throws {
        try await apply(.flags([entry(letter, in: name)], add: add, remove: remove))
    }

    /// Letters and flags of a mailbox here and there are the same, and nothing is pending.
    func expectAgreement(
        _ names: [String] = ["INBOX", "Archive", "Trash"],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for name in names {
            let here = try await room.rows(name, of: account)
            let flags = Dictionary(here.map { ($0.letter, $0.flags) }, uniquingKeysWith: { $1 })
            #expect(
                here.map(\.letter).sorted() == room.lettersThere(name), "\(name)",
                sourceLocation: sourceLocation)
            #expect(flags == room.flagsThere(name), "\(name)", sourceLocation: sourceLocation)
        }
        #expect(
            try await room.store.pendingCount(of: account) == 0, sourceLocation: sourceLocation)
    }
}

/// The three kinds of server a client meets, by how they tell what changed.
enum ServerKind: String, CaseIterable, CustomTestStringConvertible {
    case qresync, condstore, bare

    var options: IMAPOptions {
        switch self {
        case .qresync: IMAPOptions()
        case .condstore: .condstoreOnly
        case .bare: .bare
        }
    }

    var testDescription: String { rawValue }
}
