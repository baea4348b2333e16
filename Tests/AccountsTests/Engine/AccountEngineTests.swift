import Glibc
import DemoServer
import Mail
import Settings
import Storage
import Testing
import Transport
import Wire

@testable import Accounts

@Suite("Account engine", .timeLimit(.minutes(5)))
struct AccountEngineTests {
    /// An engine for Ann's mail by IMAP, not started yet.
    private func imap(
        _ room: Mailroom, _ options: IMAPOptions = IMAPOptions(), script: Script = Script(),
        asks: Bool = false, password: String = "pw"
    ) async throws -> (AccountEngine, AccountEvents, CommandLog) {
        let service = try await room.server.startIMAP(options: options, script: script)
        let plan = room.plan(.imap, port: service.port, password: password, asks: asks)
        let engine = try room.engine(.imap, plan)
        return (engine, AccountEvents(of: engine), service.log)
    }

    @Test("synchronises, goes online and brings what arrives by itself")
    func life() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, _) = try await imap(room)
        await engine.start()
        await events.online()
        #expect(try await room.letters(in: "INBOX", of: engine.account) == ["a"])
        room.world.deliver(Letter.octets("b"), to: "ann")
        let count = await events.first { event -> Int? in
            guard case .newMail(_, let count) = event else { return nil }
            return count
        }
        #expect(count == 1)
        #expect(try await room.letters(in: "INBOX", of: engine.account) == ["a", "b"])
        await engine.stop()
        let stored = try await room.store.accounts().first { $0.id == engine.account }
        #expect(stored?.lastSync == room.now)
    }

    @Test("a change is sent, and its line mended, when a backfill breaks off")
    func brokenBackfill() async throws {
        let room = try Mailroom(.ann((1...400).map { "m\($0)" }))
        let script = Script([.init("UID FETCH", number: 2, .drop)])
        let (engine, events, log) = try await imap(room, script: script)
        await engine.start()
        await events.online()
        let row = try #require(try await room.rows("INBOX", of: engine.account).last)
        try await room.flag(row, .flagged)
        await engine.changesArePending()
        await engine.checkNow()
        try await room.waitForStore {
            try await room.store.pendingCount(of: engine.account) == 0
        }
        #expect(room.flagsThere()[row.letter] == .flagged)
        #expect(log.count(of: "UID STORE") == 1)
        await engine.stop()
    }

    @Test("a change and a body overtake a long backfill, and news are heard during it")
    func overtaking() async throws {
        let room = try Mailroom(.ann((1...3_000).map { "m\($0)" }))
        let (engine, events, log) = try await imap(room)
        await engine.start()
        await events.online()
        let row = try #require(try await room.rows("INBOX", of: engine.account).last)
        try await room.flag(row, .flagged)
        await engine.changesArePending()
        try await engine.fetchBody(of: row.id)
        try await room.waitForStore {
            try await room.store.heldNumbers(in: row.mailbox, generation: 7) == [1...3_000]
        }
        let entries = log.entries
        let store = try #require(entries.firstIndex { $0.command == "UID STORE" })
        let body = try #require(entries.firstIndex { $0.text.hasSuffix("(UID BODY.PEEK[])") })
        let idle = try #require(entries.firstIndex { $0.command == "IDLE" })
        let last = try #require(entries.lastIndex { $0.command == "UID FETCH" })
        #expect(max(store, body, idle) < last)
        await engine.stop()
    }

    @Test("a refused login is not tried again before the person asks for it")
    func refused() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, log) = try await imap(room, password: "wrong")
        await engine.start()
        let problem = await events.refused()
        #expect(problem?.kind == .loginRefused)
        await engine.changesArePending()
        await engine.focus(on: MailboxID(1))
        #expect(log.connections == 1)
        await engine.checkNow()
        #expect(await events.refused() != nil)
        #expect(log.connections == 2)
        await engine.stop()
    }

    @Test("a password is asked for, and what was typed is used")
    func asked() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, log) = try await imap(room, asks: true)
        await engine.start()
        await events.state { $0 == .needsPassword }
        #expect(log.connections == 0)
        await engine.supply(Secret(Array("pw".utf8)))
        await events.online()
        #expect(try await room.letters(in: "INBOX", of: engine.account) == ["a"])
        await engine.stop()
    }

    @Test("a wrong password that was typed is forgotten, and asked for again at the next check")
    func askedAgain() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, _) = try await imap(room, asks: true)
        await engine.start()
        await events.state { $0 == .needsPassword }
        await engine.supply(Secret(Array("wrong".utf8)))
        let problem = await events.refused()
        #expect(problem?.description.contains("wrong") == false)
        await engine.checkNow()
        await events.state { $0 == .needsPassword }
        await engine.stop()
    }

    @Test("a server that is not there leaves the account offline, to be tried again")
    func offline() async throws {
        let room = try Mailroom()
        // Nobody listens there: a port that was free a moment ago may be another test's by now.
        let engine = try room.engine(.imap, room.plan(.imap, port: 1))
        let events = AccountEvents(of: engine)
        await engine.start()
        let state = await events.state { state in
            if case .offline = state { true } else { false }
        }
        guard case .offline(let problem, let retryAt) = state else {
            Issue.record("The account went \(String(describing: state))")
            return
        }
        #expect(problem.kind == .unreachable)
        #expect(try #require(retryAt) > room.now)
        await engine.stop()
    }

    @Test("a server that will not list its mailboxes is told, and does not end the account")
    func refusedList() async throws {
        let script = Script([
            .init("LIST", number: 1, .instead(Script.lines("$TAG NO Index is being rebuilt")))
        ])
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, _) = try await imap(room, script: script)
        await engine.start()
        let problem = await events.first { event -> Problem? in
            guard case .refused(let problem) = event else { return nil }
            return problem
        }
        #expect(problem?.detail == "Index is being rebuilt")
        await events.online()
        await engine.checkNow()
        await events.state { $0 == .connecting }
        await events.online()
        #expect(try await room.letters(in: "INBOX", of: engine.account) == ["a"])
        await engine.stop()
    }

    @Test("who comes second to an account is told who has it")
    func ownership() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (first, firstEvents, _) = try await imap(room)
        await first.start()
        await firstEvents.online()
        let (second, events, log) = try await imap(room)
        await second.start()
        let problem = await events.elsewhere()
        #expect(problem?.kind == .busy)
        #expect(
            problem?.headline == "Another martlet (process \(getpid())) keeps this account in step")
        #expect(log.connections == 0)
        await #expect(throws: Problem.self) { try await second.synchroniseOnce() }
        await first.stop()
        await second.checkNow()
        await events.online()
        await second.stop()
        #expect(try AccountLock.acquire(room.lockPath(first.account)) != nil)
    }

    @Test("giving work up leaves the account as it was, and the next check goes on")
    func cancelWork() async throws {
        let room = try Mailroom(.ann((1...150).map { "m\($0)" }))
        let script = Script([.init("UID FETCH", number: 2, .stall)])
        let (engine, events, log) = try await imap(room, script: script)
        await engine.start()
        await events.online()
        // The server has been asked for older messages and will never answer.
        while log.count(of: "UID FETCH") < 2 { await Task.yield() }
        await engine.cancelWork()
        await events.online()
        await engine.checkNow()
        try await room.waitForStore {
            try await room.letters(in: "INBOX", of: engine.account).count == 150
        }
        room.world.deliver(Letter.octets("new"), to: "ann")
        let count = await events.first { event -> Int? in
            guard case .newMail(_, let count) = event else { return nil }
            return count
        }
        #expect(count == 1, "the watch goes on")
        #expect(log.faults.isEmpty)
        await engine.stop()
    }

    @Test(
        "stops at once, whatever the server is doing",
        arguments: ["GREETING", "LOGIN", "LIST", "SELECT", "UID FETCH", "IDLE"])
    func stop(_ command: String) async throws {
        let room = try Mailroom(.ann(["a"]))
        let stalled = Script([.init(command, number: 1, .stall)])
        let (engine, events, log) = try await imap(room, .withoutSASL, script: stalled)
        await engine.start()
        if command == "IDLE" { await events.online() } else { await events.state { _ in true } }
        await engine.stop()
        #expect(await events.state { _ in false } == nil, "the stream of events has ended")
        let lock = try AccountLock.acquire(room.lockPath(engine.account))
        #expect(lock != nil)
        #expect(log.connections <= 2)
    }

    @Test("stops at once while a password command hangs")
    func stopDuringCommand() async throws {
        let room = try Mailroom(.ann(["a"]))
        let service = try await room.server.startIMAP()
        let plan = AccountPlan(
            AccountSettings(
                name: "work", kind: .imap,
                incoming: IncomingSettings(
                    host: "127.0.0.1", port: service.port, security: .none, allowsPlaintext: true,
                    user: "ann", credential: .command(["/bin/sh", "-c", "exec sleep 600"]))))
        let engine = try room.engine(.imap, plan)
        let events = AccountEvents(of: engine)
        await engine.start()
        await events.state { $0 == .connecting }
        await engine.stop()
        #expect(service.log.connections == 0)
    }

    @Test("what is being sent when it stops is sent")
    func stopWhileSending() async throws {
        let room = try Mailroom(.ann(["a"]))
        let (engine, events, _) = try await imap(room)
        await engine.start()
        await events.online()
        let entry = try #require(try await room.rows("INBOX", of: engine.account).first)
        try await room.flag(entry, .seen)
        await engine.changesArePending()
        await engine.stop()
        #expect(room.flagsThere() == ["a": .seen])
        #expect(try await room.store.pendingCount(of: engine.account) == 0)
    }

    @Test("once, for the command line: everything, the journal, one body, and nothing left open")
    func once() async throws {
        let room = try Mailroom(.ann((1...120).map { "m\($0)" }))
        let (engine, _, log) = try await imap(room)
        #expect(try await engine.synchroniseOnce().new == 120)
        let entry = try #require(try await room.rows("INBOX", of: engine.account).last)
        try await room.flag(entry, .seen)
        #expect(try await engine.sendPendingOnce().pushed == 1)
        try await engine.fetchBodiesOnce(of: [entry.id])
        #expect(try await room.store.octets(of: entry.message) == Letter.octets(entry.letter))
        #expect(try await engine.check().serverCapabilities.isEmpty == false)
        #expect(log.connections == 4)
        await engine.stop()
        await room.server.stop()
        #expect(log.openConnections == 0)
    }

    @Test("a POP account rests between its checks")
    func pop() async throws {
        let room = try Mailroom(.ann(["a"]))
        let service = try await room.server.startPOP()
        let engine = try room.engine(
            .pop, room.plan(.pop, port: service.port, leave: .afterDownload))
        #expect(engine.capabilities.arrival == .polled(every: IncomingSettings.defaultPoll))
        let events = AccountEvents(of: engine)
        await engine.start()
        await events.resting()
        #expect(try await room.letters(in: "Inbox", of: engine.account) == ["a"])
        room.world.deliver(Letter.octets("b"), to: "ann")
        await engine.checkNow()
        await events.resting()
        #expect(room.lettersThere().isEmpty)
        await engine.stop()
    }
}

extension IMAPOptions {
    /// Everything, with LOGIN as the only way in.
    fileprivate static let withoutSASL = IMAPOptions(mechanisms: [])
}
