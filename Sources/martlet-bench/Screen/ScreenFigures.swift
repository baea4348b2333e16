import Glibc
import Mail
import Storage

/// What a person at the terminal sees: the real program, from key or start to paint.
struct ScreenFigures {
    let martlet: String
    let home: BenchHome
    let runs: Int
    /// What the first rows of the list show, from the newest on.
    let marks: [String]
    /// Rows of the whole list.
    private let total: Int

    /// How many rows are surely on the first screen.
    static let rowsOnScreen = 30
    /// Keys of one measurement: enough for a last percent.
    private static let keys = 1_000
    /// A quick hand's pause between two keys.
    private static let pause = Duration.milliseconds(5)

    init(martlet: String, home: BenchHome, runs: Int) async throws {
        self.martlet = martlet
        self.home = home
        self.runs = runs
        let store = try home.openStore()
        defer { store.close() }
        let window = try await store.window(
            ListRequest(scope: .unified(.inbox), after: ScreenFigures.rowsOnScreen))
        marks = window.rows.compactMap { row in
            row.subject.firstIndex(of: " ").map { String(row.subject[...$0]) }
        }
        total = window.counts.total
        guard marks.count == ScreenFigures.rowsOnScreen else {
            throw BenchFault("the list is shorter than a screen")
        }
    }

    // MARK: Start

    struct Start {
        /// Milliseconds from the start until the newest message is on the screen.
        var wall = Series()
        var cpu = Series()
        /// Megabytes one second later.
        var resident = Series()
        /// Of those the ones that are the program's own.
        var anonymous = Series()
    }

    func start() throws -> Start {
        var start = Start()
        for run in 0...runs {
            let session = try ScreenSession(martlet, home: home)
            let wall = try session.shows(marks[0])
            let cpu = session.figures.cpuMilliseconds
            session.terminal.watch(for: .seconds(1))
            let (resident, anonymous) = (
                session.figures.residentMegabytes, session.figures.anonymousMegabytes
            )
            _ = session.end()
            // The first run warms the caches of the system.
            guard run > 0 else { continue }
            start.wall.add(wall)
            start.cpu.add(cpu)
            start.resident.add(resident)
            start.anonymous.add(anonymous)
        }
        return start
    }

    // MARK: Keys

    struct Quiet {
        /// Milliseconds from a key to its paint while nothing else happens.
        var keys = Series()
        var cpuMillisecondsPerKey = 0.0
        /// Hundredths of one processor while nobody types.
        var idlePercent = 0.0
        var peakMegabytes = 0.0
    }

    /// Walks along the list by keys, then leaves the program alone.
    func quiet(idleSeconds: Int) throws -> Quiet {
        let session = try ScreenSession(martlet, home: home)
        _ = try session.shows(marks[0])
        session.terminal.watch(for: .seconds(2))
        var quiet = Quiet()
        let before = session.figures.cpuMilliseconds
        var walk = Walk(rows: total)
        for _ in 0..<ScreenFigures.keys {
            quiet.keys.add(try session.answer(to: walk.next().key))
            session.terminal.watch(for: ScreenFigures.pause)
        }
        quiet.cpuMillisecondsPerKey =
            (session.figures.cpuMilliseconds - before) / Double(ScreenFigures.keys)
        quiet.idlePercent = idle(session, seconds: idleSeconds)
        quiet.peakMegabytes = session.figures.peakMegabytes
        _ = session.end()
        return quiet
    }

    private func idle(_ session: ScreenSession, seconds: Int) -> Double {
        session.terminal.watch(for: .seconds(2))
        let before = session.figures.cpuMilliseconds
        session.terminal.watch(for: .seconds(seconds))
        let used = session.figures.cpuMilliseconds - before
        return used / Double(seconds) / 10
    }

    // MARK: Keys while mail comes in

    struct Busy {
        /// Milliseconds from a key to its paint while mail comes in.
        var keys = Series()
        /// How long the synchronisation took, and what it cost.
        var seconds = 0.0
        var cpuMilliseconds = 0.0
        var peakMegabytes = 0.0
        var isComplete = false
        /// Hundredths of one processor after it, with the connection open.
        var idlePercent = 0.0
    }

    /// Walks up and down the first screen until so many messages have come into the account.
    ///
    /// On that screen a row that becomes the selected one is drawn anew as a whole, so that its
    /// text proves that the key was answered, whatever else is drawn.
    func busy(account: String, messages: Int, idleSeconds: Int) async throws -> Busy {
        let store = try home.openStore()
        defer { store.close() }
        let session = try ScreenSession(martlet, home: home)
        _ = try session.shows(marks[0])
        let start = ContinuousClock.now
        let before = session.figures.cpuMilliseconds
        var walk = Walk(rows: marks.count)
        var busy = Busy()
        var look = start
        while !busy.isComplete, ContinuousClock.now - start < .seconds(300) {
            let (key, row) = walk.next()
            busy.keys.add(try session.answer(to: key, with: marks[row]))
            session.terminal.watch(for: ScreenFigures.pause)
            guard ContinuousClock.now >= look else { continue }
            look = .now + .milliseconds(500)
            busy.isComplete = try await total(of: account, store) >= messages
        }
        busy.seconds = (ContinuousClock.now - start).seconds
        busy.cpuMilliseconds = session.figures.cpuMilliseconds - before
        busy.idlePercent = idle(session, seconds: idleSeconds)
        busy.peakMegabytes = session.figures.peakMegabytes
        _ = session.end()
        return busy
    }

    private func total(of name: String, _ store: Store) async throws -> Int {
        let account = try await store.accounts().first { $0.record.name == name }?.id
        return try await store.mailboxes().filter { $0.account == account }
            .reduce(0) { $0 + $1.counts.total }
    }
}

/// Down to the last row and up again, for ever.
private struct Walk {
    let rows: Int
    private var row = 0
    private var isDown = true

    init(rows: Int) {
        self.rows = rows
    }

    mutating func next() -> (key: String, row: Int) {
        if row == rows - 1 { isDown = false }
        if row == 0 { isDown = true }
        row += isDown ? 1 : -1
        return (isDown ? "j" : "k", row)
    }
}
