import Foundation
import Mail
import Synchronization
import Testing

@testable import Storage

@Suite struct ProcessesTests {
    @Test("each commit tells what it touched, merged while nobody listens")
    func touches() async throws {
        let fixture = try Fixture()
        let (account, mailboxes) = try await fixture.imap()
        let entries = try await fixture.arrive(1...2, in: mailboxes[0])
        var first = fixture.store.touches().makeAsyncIterator()
        var second = fixture.store.touches().makeAsyncIterator()
        _ = try await fixture.store.apply(
            Change(ChangeNumber(rawValue: 3), .flags([entries[0]], add: .seen, remove: [])))
        let touched = Touched(
            mailboxes: [mailboxes[0]], accounts: [account], upTo: ChangeNumber(rawValue: 3))
        #expect(await first.next() == touched)
        _ = try await fixture.store.apply(
            Change(ChangeNumber(rawValue: 4), .move([entries[1]], to: .role(.archive))))
        let merged = Touched(
            mailboxes: [mailboxes[0], mailboxes[1]], accounts: [account],
            upTo: ChangeNumber(rawValue: 4))
        #expect(await first.next() == merged)
        #expect(await second.next() == merged)
        let page = try await fixture.store.window(ListRequest(scope: .mailbox(mailboxes[0])))
        #expect(page.upTo == ChangeNumber(rawValue: 4))
        fixture.store.close()
        #expect(await first.next() == nil)
    }

    @Test("a change that touches nothing, or fails, is through as well")
    func emptyChange() async throws {
        let fixture = try Fixture()
        let (_, mailboxes) = try await fixture.imap()
        let other = try await fixture.imap("home").mailboxes[0]
        let entry = try await fixture.arrive(1...1, in: mailboxes[0])[0]
        var stream = fixture.store.touches().makeAsyncIterator()
        let outcome = try await fixture.store.apply(
            Change(ChangeNumber(rawValue: 1), .expunge([EntryID(77)])))
        #expect(outcome.affected == 0 && outcome.missing == 1)
        #expect(await stream.next() == Touched(upTo: ChangeNumber(rawValue: 1)))
        await #expect(throws: StoreFault.otherAccount) {
            try await fixture.store.apply(
                Change(ChangeNumber(rawValue: 2), .move([entry], to: .mailbox(other))))
        }
        let page = try await fixture.store.window(ListRequest(scope: .mailbox(other)))
        #expect(page.upTo == ChangeNumber(rawValue: 2))
    }

    @Test("a snapshot claims no change while an earlier one is under way")
    func ledger() {
        var ledger = ChangeLedger()
        let numbers = (0...4).map { ChangeNumber(rawValue: $0) }
        ledger.begin(numbers[1])
        ledger.begin(numbers[2])
        ledger.begin(numbers[3])
        ledger.end(numbers[2])
        #expect(ledger.upTo == numbers[0])
        ledger.end(numbers[1])
        #expect(ledger.upTo == numbers[2])
        ledger.end(numbers[3])
        #expect(ledger.upTo == numbers[3])
        ledger.begin(numbers[4])
        #expect(ledger.upTo == numbers[3])
        ledger.begin(numbers[0])
        #expect(ledger.upTo == numbers[0])
    }

    @Test("two stores on one file see each other's commits, and never their own as foreign")
    func twoStores() async throws {
        let fixture = try Fixture()
        let (_, mailboxes) = try await fixture.imap()
        let entry = try await fixture.arrive(1...1, in: mailboxes[0])[0]
        let other = try fixture.another()
        defer { other.close() }
        var here = fixture.store.touches().makeAsyncIterator()
        _ = try await other.apply(
            Change(ChangeNumber(rawValue: 1), .flags([entry], add: .flagged, remove: [])))
        await fixture.store.lookForOtherProcesses()
        #expect(await here.next() == Touched(everything: true))
        #expect(try await fixture.row(entry).flags == .flagged)
        try await fixture.apply(.flags([entry], add: .seen, remove: []))
        _ = await here.next()
        await fixture.store.lookForOtherProcesses()
        await fixture.store.setLastSync(AccountID(1), Timestamp(seconds: 4))
        #expect(await here.next()?.everything == false)
        #expect(try await other.row(entry)?.flags == [.flagged, .seen])
        #expect(try await other.undo()?.description == "seen mark on \"Subject m1\"")
    }

    @Test("background work passes one by one, in its order, while the person goes ahead")
    func gate() async throws {
        let gate = WriteGate()
        await gate.enter()
        let order = Order()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await gate.enter()
                order.add(1)
                gate.leave()
            }
            order.add(0)
            gate.leave()
            await group.waitForAll()
        }
        #expect(order.all == [0, 1])
        await gate.enter()
        gate.leave()
    }

    @Test("a lock has one owner at a time, whose process can be named")
    func locks() throws {
        let fixture = try Fixture()
        let path = AccountLock.path(ofEngine: 1, beside: fixture.mailPath)
        #expect(AccountLock.owner(path) == nil)
        var first = try AccountLock.acquire(path)
        #expect(first != nil)
        #expect(try AccountLock.acquire(path) == nil)
        #expect(AccountLock.owner(path) == getpid())
        let screen = try AccountLock.acquire(
            AccountLock.path(ofScreenBeside: fixture.mailPath))
        #expect(screen != nil)
        first = nil
        #expect(AccountLock.owner(path) == nil)
        #expect(try AccountLock.acquire(path) != nil)
    }

    @Test("a lock that is given up is free, though a child process has its descriptor for a moment")
    func inheritedLock() throws {
        let fixture = try Fixture()
        let path = AccountLock.path(ofEngine: 1, beside: fixture.mailPath)
        var lock = try AccountLock.acquire(path)
        #expect(lock != nil)
        var facts = stat()
        #expect(stat(path, &facts) == 0)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let inherited = try #require(
            open.compactMap { Int32($0) }.first { descriptor in
                var other = stat()
                return fstat(descriptor, &other) == 0 && other.st_ino == facts.st_ino
                    && other.st_dev == facts.st_dev
            }.map { dup($0) })
        defer { close(inherited) }
        lock = nil
        #expect(try AccountLock.acquire(path) != nil)
    }

    @Test("the log is moved into the file when it has grown, whoever reads")
    func checkpoints() async throws {
        let fixture = try Fixture()
        let (_, mailboxes) = try await fixture.imap()
        for batch in Int64(0)..<12 {
            try await fixture.arrive(batch * 500 + 1...batch * 500 + 500, in: mailboxes[0])
        }
        fixture.store.checkpointer.close()
        let (log, moved) = try await fixture.store.pool.writeWithoutTransaction { db in
            let row = try db.row("PRAGMA wal_checkpoint(PASSIVE)")
            return (row?[1] as Int64? ?? 0, row?[2] as Int64? ?? 0)
        }
        #expect(log == moved)
        var status = stat()
        #expect(stat(fixture.mailPath + "-wal", &status) == 0)
        #expect(status.st_size < 20 * 1_024 * 1_024)
    }
}

/// What happened, in its order.
private final class Order: Sendable {
    private let steps = Mutex<[Int]>([])

    func add(_ step: Int) {
        steps.withLock { $0.append(step) }
    }

    var all: [Int] { steps.withLock { $0 } }
}
