import Mail
import Testing

@testable import Storage

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// What the person sees of an entry.
private struct Shown: Hashable {
    var mailbox: MailboxID
    var flags: Flags
}

/// A store, the little that is to be seen of it, and a server that answers by chance.
private struct RandomSeries {
    let fixture: Fixture
    let account: AccountID
    let mailboxes: [MailboxID]
    var random: SeededGenerator
    var shown: [EntryID: Shown] = [:]
    var history: [[EntryID: Shown]] = []
    var future: [[EntryID: Shown]] = []
    var nextNumber: Int64 = 1

    init(seed: UInt64) async throws {
        fixture = try Fixture()
        (account, mailboxes) = try await fixture.imap()
        random = SeededGenerator(seed: seed)
    }

    var store: Store { fixture.store }

    mutating func arrive() async throws {
        let mailbox = mailboxes.randomElement(using: &random) ?? mailboxes[0]
        let range = nextNumber...nextNumber + Int64.random(in: 0...4, using: &random)
        nextNumber = range.upperBound + 1
        let flags = Flags(rawValue: Int64.random(in: 0...3, using: &random))
        for entry in try await fixture.arrive(range, in: mailbox, flags: flags) {
            shown[entry] = Shown(mailbox: mailbox, flags: flags)
            // What came since is there whatever step is taken back.
            for index in history.indices { history[index][entry] = shown[entry] }
            for index in future.indices { future[index][entry] = shown[entry] }
        }
    }

    mutating func change() async throws {
        let count = Int.random(in: 1...4, using: &random)
        let entries = Array(shown.keys.sorted().shuffled(using: &random).prefix(count))
        guard !entries.isEmpty else { return }
        var wanted = shown
        let action: ChangeAction
        if Bool.random(using: &random) {
            let flags = Flags(rawValue: Int64.random(in: 0...31, using: &random))
            let remove = Flags(rawValue: Int64.random(in: 0...31, using: &random))
            action = .flags(entries, add: flags, remove: remove)
            for entry in entries {
                wanted[entry]?.flags.formUnion(flags)
                wanted[entry]?.flags.subtract(remove)
            }
        } else {
            let target = mailboxes.randomElement(using: &random) ?? mailboxes[0]
            action = .move(entries, to: .mailbox(target))
            for entry in entries { wanted[entry]?.mailbox = target }
        }
        let outcome = try await fixture.apply(action)
        #expect((outcome.affected > 0) == (wanted != shown))
        guard wanted != shown else { return }
        history.append(shown)
        future = []
        shown = wanted
    }

    mutating func undo() async throws {
        let report = try await store.undo()
        #expect((report == nil) == history.isEmpty)
        guard let earlier = history.popLast() else { return }
        future.append(shown)
        shown = earlier
    }

    mutating func redo() async throws {
        let report = try await store.redo()
        #expect((report == nil) == future.isEmpty)
        guard let later = future.popLast() else { return }
        history.append(shown)
        shown = later
    }

    /// The server confirms with and without numbers, cuts the line, or answers late.
    mutating func talk() async throws {
        let batches = try await store.pendingBatches(of: account, limit: 6)
        let sent = try await store.beginSending(batches)
        for batch in sent {
            switch Int.random(in: 0...2, using: &random) {
            case 0: try await store.requeue(batch)
            case 1: try await store.confirm(batch, placed: placed(batch))
            default: try await store.confirm(batch, placed: [:])
            }
        }
    }

    private mutating func placed(_ batch: PendingBatch) -> [Int64: RemoteID] {
        guard case .move = batch.kind else { return [:] }
        var placed: [Int64: RemoteID] = [:]
        for item in batch.items {
            placed[item.number] = RemoteID(generation: 1, number: nextNumber)
            nextNumber += 1
        }
        return placed
    }

    func check(_ step: Int) async throws {
        var found: [EntryID: Shown] = [:]
        for mailbox in mailboxes {
            for row in try await fixture.rows(mailbox) {
                found[row.id] = Shown(mailbox: mailbox, flags: row.flags)
            }
        }
        #expect(found == shown, "step \(step)")
        try fixture.checkCounts("step \(step)")
    }
}

@Suite struct RandomSeriesTests {
    @Test("after any series of changes the store shows what was wished", arguments: 1...6)
    func series(seed: UInt64) async throws {
        var series = try await RandomSeries(seed: seed)
        for step in 0..<150 {
            switch Int.random(in: 0..<10, using: &series.random) {
            case 0, 1: try await series.arrive()
            case 2, 3, 4, 5: try await series.change()
            case 6: try await series.undo()
            case 7: try await series.redo()
            default: try await series.talk()
            }
            if step.isMultiple(of: 10) { try await series.check(step) }
        }
        try await series.check(150)
        while !series.history.isEmpty {
            try await series.undo()
        }
        try await series.check(151)
    }

    @Test("when the server has done everything, nothing is pending", arguments: 1...4)
    func settles(seed: UInt64) async throws {
        var series = try await RandomSeries(seed: seed)
        for _ in 0..<60 {
            try await series.arrive()
            try await series.change()
            try await series.undo()
            try await series.change()
        }
        var rounds = 0
        while case let sent = try await series.store.beginSending(
            series.fixture.pending(series.account)), !sent.isEmpty
        {
            for batch in sent {
                var placed: [Int64: RemoteID] = [:]
                for item in batch.items {
                    placed[item.number] = RemoteID(generation: 1, number: series.nextNumber)
                    series.nextNumber += 1
                }
                try await series.store.confirm(batch, placed: placed)
            }
            rounds += 1
            #expect(rounds < 5)
        }
        #expect(try await series.store.pendingCount(of: series.account) == 0)
        try await series.check(0)
    }
}
