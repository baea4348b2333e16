import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("All accounts together", .timeLimit(.minutes(5)))
struct AccountDirectoryTests {
    private func directory(
        _ room: Mailroom, questions: [Problem] = []
    ) async throws -> (AccountDirectory, CommandLog) {
        let service = try await room.server.startIMAP()
        let plan = room.plan(.imap, port: service.port)
        let old = AccountRecord(name: "old", kind: .pop, address: "", server: "pop://old@host")
        _ = try room.store.adopt([old])
        _ = try room.store.adopt([plan.record])
        let directory = AccountDirectory(
            accounts: try await room.store.accounts(), plans: [plan], questions: questions,
            store: room.store, storePath: room.folder.path + "/mail.sqlite",
            network: room.network, clock: { room.now })
        return (directory, service.log)
    }

    @Test("connects those of the settings, and keeps the others as they are")
    func start() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (directory, _) = try await directory(room)
        let before = try await directory.accounts()
        #expect(before.first { $0.name == "old" }?.state == .notConnected)
        #expect(before.first { $0.name == "work" }?.state == .resting)
        await directory.start()
        await AccountEvents(directory.events).online()
        let after = try await directory.accounts()
        #expect(after.first { $0.name == "work" }?.state == .online)
        #expect(after.first { $0.name == "old" }?.capabilities == .keptHere)
        await directory.stop()
    }

    @Test("an account about which there is a question is not connected")
    func question() async throws {
        let room = try Mailroom(.ann(["a"]))
        let problem = Problem(.settings, account: "work", headline: "Is this the same mail?")
        let (directory, log) = try await directory(room, questions: [problem])
        await directory.start()
        await directory.checkForMail(in: nil)
        let work = try await directory.accounts().first { $0.name == "work" }
        #expect(work?.state == .refused(problem))
        await directory.stop()
        #expect(log.connections == 0)
    }

    @Test("counts what servers have not heard, and has it sent")
    func pending() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (directory, _) = try await directory(room)
        await directory.start()
        await AccountEvents(directory.events).online()
        let work = try #require(try await directory.accounts().first { $0.name == "work" })
        let row = try #require(try await room.rows("INBOX", of: work.id).first)
        try await room.flag(row, .seen)
        #expect(try await directory.accounts().first { $0.id == work.id }?.pending == 1)
        await directory.sendPending()
        try await room.waitForStore { try await room.store.pendingCount(of: work.id) == 0 }
        #expect(room.flagsThere() == ["a": .seen])
        await directory.stop()
    }
}
