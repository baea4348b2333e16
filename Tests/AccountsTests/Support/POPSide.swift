import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

/// A POP account: its backend and its service.
final class POPSide: Sendable {
    let room: Mailroom
    let account: AccountID
    /// What the server was asked; empty where the test runs its own.
    let log: CommandLog
    private let port: UInt16

    init(
        _ room: Mailroom, _ options: POPOptions = POPOptions(), script: Script = Script()
    ) async throws {
        self.room = room
        account = try room.adopt(.pop)
        let service = try await room.server.startPOP(options: options, script: script)
        (log, port) = (service.log, service.port)
    }

    /// Against a server that the test runs itself.
    init(_ room: Mailroom, port: UInt16) throws {
        self.room = room
        account = try room.adopt(.pop)
        (log, self.port) = (CommandLog(), port)
    }

    convenience init(
        _ letters: [String], _ options: POPOptions = POPOptions(), script: Script = Script()
    ) async throws {
        try await self.init(try Mailroom(.ann(letters)), options, script: script)
    }

    func backend(
        _ policy: MaildropPolicy = .afterDownload, password: String = "pw",
        grace: Duration = .zero, sizeLimit: Int? = nil, filters: [FilterRule] = [],
        bounds: VisitBounds? = nil
    ) -> POPBackend {
        POPBackend(
            account: account, access: room.access(port: port), policy: policy, grace: grace,
            sizeLimit: sizeLimit, poll: .seconds(300), filters: filters,
            credentials: room.credentials(password), store: room.store, network: room.network,
            clock: { [room] in room.now }, bounds: bounds)
    }

    /// One check for mail, noted as an engine notes it.
    @discardableResult
    func check(
        _ policy: MaildropPolicy = .afterDownload, grace: Duration = .zero, sizeLimit: Int? = nil,
        bounds: VisitBounds? = nil
    ) async throws -> SyncReport {
        let report = try await backend(policy, grace: grace, sizeLimit: sizeLimit, bounds: bounds)
            .synchronise(.everything)
        await room.store.setLastSync(account, room.now)
        return report
    }

    func letters(_ name: String = "Inbox") async throws -> [String] {
        try await room.letters(in: name, of: account)
    }

    func expunge(_ entry: EntryID) async throws {
        let change = Change(ChangeNumber(rawValue: 1), .expunge([entry]))
        #expect(try await room.store.apply(change).affected == 1)
    }
}
