import DemoServer
import EventLoop
import Mail
import Settings
import Storage
import Synchronization
import Testing
import Transport
import Wire

@testable import Accounts

/// A store in a folder of its own and a server with Ann's mail, for one test.
final class Mailroom: Sendable {
    /// One for all tests, as in the program.
    private static let network = Result { try Network() }

    let folder: TemporaryFolder
    let store: Store
    let world: MailWorld
    let server: EmbeddedServer
    let network: Network
    /// Seconds since 1970, for everything that asks what time it is.
    private let seconds = Mutex(Letter.now.seconds)

    var now: Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }

    init(_ ann: MailUser = .ann()) throws {
        folder = try TemporaryFolder()
        network = try Mailroom.network.get()
        store = try Store(
            mail: folder.path + "/mail.sqlite", bodies: folder.path + "/bodies.sqlite")
        world = MailWorld([ann]) { Letter.now }
        server = EmbeddedServer(world: world, network: network)
    }

    deinit {
        store.close()
    }

    func pass(days: Int64 = 0, seconds passed: Int64 = 0) {
        seconds.withLock { $0 += days * 86_400 + passed }
    }

    /// Adopts an account of the store; the same name is the same account.
    func adopt(_ kind: AccountKind, _ name: String = "work") throws -> AccountID {
        let record = AccountRecord(
            name: name, kind: kind, address: "ann@example.org",
            server: "\(kind.rawValue)://ann@127.0.0.1")
        let account = try #require(try store.adopt([record]).first).id
        if kind == .pop { try store.makeLocalMailboxes(for: account) }
        return account
    }

    func access(port: UInt16) -> ServerAccess {
        ServerAccess(
            account: "work",
            endpoint: Endpoint(host: "127.0.0.1", port: port, security: .none),
            auth: "auto", allowsPlaintext: true)
    }

    func credentials(_ password: String = "pw") -> CredentialProvider {
        CredentialProvider(
            account: "work", user: "ann", source: .literal(HiddenText(Array(password.utf8))))
    }

    /// What the settings say of an account on that port.
    func plan(
        _ kind: AccountKind, port: UInt16, password: String = "pw",
        asks: Bool = false, leave: LeaveOnServer? = nil
    ) -> AccountPlan {
        AccountPlan(
            AccountSettings(
                name: "work", kind: kind,
                incoming: IncomingSettings(
                    host: "127.0.0.1", port: port, security: .none, allowsPlaintext: true,
                    user: "ann",
                    credential: asks ? .ask : .literal(HiddenText(Array(password.utf8))),
                    leaveOnServer: leave)))
    }

    func engine(_ kind: AccountKind, _ plan: AccountPlan) throws -> AccountEngine {
        let account = try adopt(kind)
        return AccountEngine(
            account: account, plan: plan, store: store, lockPath: lockPath(account),
            network: network, clock: { self.now }, grace: .seconds(60))
    }

    func lockPath(_ account: AccountID) -> String {
        AccountLock.path(ofEngine: account.rawValue, beside: folder.path + "/mail.sqlite")
    }

    // MARK: Waiting

    /// Returns when the store is so; looks again after each commit.
    func waitForStore(until isSo: () async throws -> Bool) async throws {
        let touches = store.touches()
        if try await isSo() { return }
        for await _ in touches where try await isSo() { return }
    }

    /// Returns when the server's mail is so; looks again after each change of it.
    func waitForServer(until isSo: () -> Bool) async {
        let changes = world.changes()
        if isSo() { return }
        for await _ in changes where isSo() { return }
    }

    // MARK: What is where

    /// Rows of a mailbox, newest entry last.
    func rows(_ name: String, of account: AccountID) async throws -> [ListRow] {
        let mailbox = try #require(
            try await store.mailboxes().first { $0.account == account && $0.name == name })
        return try await store.window(
            ListRequest(scope: .mailbox(mailbox.id), after: 10_000)
        ).rows.sorted { $0.id < $1.id }
    }

    /// Names of the letters in a mailbox of the store, in the order of names.
    func letters(in name: String, of account: AccountID) async throws -> [String] {
        try await rows(name, of: account).map { $0.letter }.sorted()
    }

    /// The same at the server.
    func lettersThere(_ name: String = "INBOX") -> [String] {
        (world.user("ann")?[name]?.messages ?? []).map { Letter.name(of: $0.raw) }.sorted()
    }

    /// Flags by letter, at the server.
    func flagsThere(_ name: String = "INBOX") -> [String: Flags] {
        let messages = world.user("ann")?[name]?.messages ?? []
        return Dictionary(
            messages.map { (Letter.name(of: $0.raw), $0.flags) }, uniquingKeysWith: { $1 })
    }

    /// The UID of a letter.
    func uid(_ letter: String, in name: String = "INBOX") -> UInt32? {
        world.user("ann")?[name]?.messages.first { Letter.name(of: $0.raw) == letter }?.uid
    }

    /// The person flags a message.
    func flag(_ row: ListRow, _ flags: Flags) async throws {
        let change = Change(
            ChangeNumber(rawValue: 1), .flags([row.id], add: flags, remove: []))
        #expect(try await store.apply(change).affected == 1)
    }

    func edit(_ mailbox: String = "INBOX", _ body: (inout ServerMailbox) -> Void) {
        world.update("ann") { $0.edit(mailbox, body) }
    }
}

extension ListRow {
    /// The name a letter goes by here, from its subject.
    var letter: String { String(subject.dropFirst("Letter ".count)) }
}
