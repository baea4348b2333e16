import DemoServer
import Mail
import Storage
import Testing
import Transport

@testable import Accounts

@Suite("When the network comes back", .timeLimit(.minutes(5)))
struct NetworkChangeTests {
    @Test("an account that could not be reached is tried at once")
    func offline() async throws {
        let room = try Mailroom(.ann(["a"]))
        let script = Script([.init("GREETING", number: 1, .drop)])
        let service = try await room.server.startPOP(script: script)
        let engine = try room.engine(.pop, room.plan(.pop, port: service.port))
        let events = AccountEvents(of: engine)
        await engine.start()
        #expect(await events.offline() != nil)
        await engine.networkChanged()
        await events.resting()
        #expect(service.log.connections == 2)
        #expect(try await room.letters(in: "Inbox", of: engine.account) == ["a"])
        await engine.stop()
    }

    @Test("what seems connected is connected anew")
    func online() async throws {
        let room = try Mailroom(.ann(["a"]))
        let service = try await room.server.startIMAP()
        let engine = try room.engine(.imap, room.plan(.imap, port: service.port))
        let events = AccountEvents(of: engine)
        await engine.start()
        await events.online()
        let before = service.log.connections
        await engine.networkChanged()
        await events.online()
        #expect(service.log.connections > before)
        room.world.deliver(Letter.octets("b"), to: "ann")
        try await room.waitForStore {
            try await room.letters(in: "INBOX", of: engine.account) == ["a", "b"]
        }
        await engine.stop()
    }

    @Test("a server that is visited is visited again, unless it just was")
    func polled() {
        let now = Timestamp(seconds: 1_000)
        func reaction(_ state: AccountState, lastCheck: Int64?) -> NetworkReaction {
            NetworkReaction(
                state, .polled(every: .seconds(300)),
                lastCheck: lastCheck.map { Timestamp(seconds: $0) }, now: now)
        }
        #expect(reaction(.resting, lastCheck: 990) == .none)
        #expect(reaction(.resting, lastCheck: 940) == .tryAgain)
        #expect(reaction(.resting, lastCheck: nil) == .tryAgain)
        #expect(reaction(.connecting, lastCheck: nil) == .none)
    }

    @Test("a refusal or a missing password is not tried again because of it")
    func refused() {
        let problem = Problem(.loginRefused, headline: "no")
        for state in [AccountState.refused(problem), .needsPassword, .notConnected] {
            let reaction = NetworkReaction(
                state, .pushed, lastCheck: nil, now: Timestamp(seconds: 0))
            #expect(reaction == .none)
        }
        let disk = Problem(.disk, headline: "full")
        let offline = AccountState.offline(disk, retryAt: Timestamp(seconds: 9))
        #expect(
            NetworkReaction(offline, .pushed, lastCheck: nil, now: Timestamp(seconds: 0)) == .none)
    }

    @Test("a server that wants to be left alone is, whatever becomes of the network")
    func leftAlone() {
        func reaction(_ retry: Problem.Retry?) -> NetworkReaction {
            let problem = Problem(.unreachable, headline: "in use", retry: retry)
            return NetworkReaction(
                .offline(problem, retryAt: Timestamp(seconds: 60)), .polled(every: .seconds(300)),
                lastCheck: nil, now: Timestamp(seconds: 0))
        }
        #expect(reaction(.after([60, 120])) == .none)
        #expect(reaction(nil) == .tryAgain)
    }

    @Test("all accounts hear of it")
    func everybody() async throws {
        let room = try Mailroom(.ann(["a"]))
        let service = try await room.server.startIMAP()
        let plan = room.plan(.imap, port: service.port)
        _ = try room.store.adopt([plan.record])
        let (changes, tell) = AsyncStream.makeStream(of: NetworkChange.self)
        let directory = AccountDirectory(
            accounts: try await room.store.accounts(), plans: [plan], questions: [],
            store: room.store, storePath: room.folder.path + "/mail.sqlite",
            network: room.network, networkChanges: changes, clock: { room.now })
        await directory.start()
        let events = AccountEvents(directory.events)
        await events.online()
        let before = service.log.connections
        tell.yield(.woke)
        await events.state { $0 != .online }
        await events.online()
        #expect(service.log.connections > before)
        await directory.stop()
    }
}
