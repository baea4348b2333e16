import ArgumentParser
import Glibc
import Mail
import Storage

/// From the start of the program to a list on the screen, and keys from there on, at several
/// sizes of the store.
struct OpenCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Start, first list, keys, memory and idling with stores of several sizes.")

    @OptionGroup var server: ServerOptions
    @Option(help: "The program to measure; default: the one built beside this one.")
    var martlet = BenchProgram.martlet
    @Option(help: "Where synthetic stores are kept for the next time.")
    var state = BenchHome.temporaryFolder + "/martlet-bench"
    @Option(help: "Sizes of the stores, separated by commas.") var sizes = "1000,100000,1000000"
    @Option(help: "How often each measurement is made.") var runs = 7
    @Option(help: "Messages that come in while keys are measured; 0 leaves that out.")
    var arriving = 10_000
    @Option(help: "Seconds of idling.") var idle = 10
    @Flag(help: "Only what is measured in this process.") var onlyStore = false

    func validate() throws {
        guard runs > 0, idle > 0, arriving >= 0, !counts.isEmpty, counts.allSatisfy({ $0 >= 100 })
        else { throw ValidationError("Sizes are at least 100, runs and seconds at least 1.") }
    }

    private var counts: [Int] {
        sizes.split(separator: ",").map { Int($0) ?? 0 }
    }

    func run() async throws {
        var stores: [SyntheticStore] = []
        for count in counts {
            let (took, store) = try await Stopwatch.milliseconds {
                try await SyntheticStore.prepared(count, in: state)
            }
            stores.append(store)
            print("\(count) messages: \(Figure.text(store.home.megabytes)) MB", terminator: "")
            print(took > 1_000 ? ", ready after \(Figure.text(took / 1_000)) s" : "")
        }
        try await showStore(stores)
        print(try await WriteFigures(count: 20_000).table().text)
        if !onlyStore { try await showScreen(stores) }
    }

    // MARK: In this process

    private func showStore(_ stores: [SyntheticStore]) async throws {
        var columns: [[StoreFigures.Row]] = []
        for store in stores {
            columns.append(try await StoreFigures(store: store, runs: max(runs, 21)).measure())
        }
        var table = Table(
            "The store in this process, ms, median (least–most) of \(max(runs, 21))",
            ["question"] + counts.map { "\($0) messages" })
        for (index, row) in (columns.first ?? []).enumerated() {
            table.add([row.name] + columns.map { $0[index].series.text })
        }
        print(table.text)
        guard let home = stores.last?.home else { return }
        let store = try home.openStore()
        defer { store.close() }
        guard let inbox = try await store.mailboxes().first(where: { $0.role == .inbox }) else {
            return
        }
        var plans = Table("How SQLite finds the rows", ["statement", "steps"])
        for (name, steps) in try await store.queryPlans(of: .mailbox(inbox.id)) {
            plans.add([name, steps.joined(separator: "; ")])
        }
        print(plans.text)
    }

    // MARK: The program

    private func showScreen(_ stores: [SyntheticStore]) async throws {
        try showVersion()
        var starts = Table(
            "The program in a terminal, median (least–most) of \(runs)",
            [
                "messages", "first list, ms", "CPU until then, ms", "resident after 1 s, MB",
                "of it its own, MB",
            ])
        var keys = Table(
            "A key until its paint, ms, and idling",
            ["messages", "nothing else happens", "CPU ms a key", "idle CPU, %", "peak MB"])
        for store in stores {
            let figures = try await ScreenFigures(martlet: martlet, home: store.home, runs: runs)
            let start = try figures.start()
            let size = "\(store.mail.count)"
            starts.add([
                size, start.wall.text, start.cpu.text, start.resident.text, start.anonymous.text,
            ])
            let quiet = try figures.quiet(idleSeconds: idle)
            keys.add([
                size, quiet.keys.tail, Figure.text(quiet.cpuMillisecondsPerKey),
                Figure.text(quiet.idlePercent), Figure.text(quiet.peakMegabytes),
            ])
        }
        print(starts.text, keys.text)
        if arriving > 0 { try await showArriving(stores) }
    }

    private func showVersion() throws {
        var cpu = Series()
        var wall = Series()
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        for run in 0...21 {
            let start = ContinuousClock.now
            let usage = try ChildProgram(
                [martlet, "--version"], environment: [:],
                streams: .descriptors(input: silence, output: silence)
            ).wait()
            guard run > 0 else { continue }
            wall.add((ContinuousClock.now - start).milliseconds)
            cpu.add(usage.cpuMilliseconds)
        }
        print("\n`--version`: \(cpu.text) ms CPU, \(wall.text) ms\n")
    }

    private func showArriving(_ stores: [SyntheticStore]) async throws {
        var table = Table(
            "A key until its paint while \(arriving) messages come in, ms",
            [
                "messages", "arriving by", "key to paint", "whole, s", "CPU, s", "peak MB",
                "idle CPU after it, %",
            ])
        for store in stores {
            for kind in ["imap", "pop"] {
                try await addArriving(kind, store, to: &table)
            }
        }
        print(table.text)
    }

    private func addArriving(
        _ kind: String, _ store: SyntheticStore, to table: inout Table
    ) async throws {
        let local =
            try server.address == nil ? LocalServer(messages: arriving, kind: .text(15_000)) : nil
        guard let address = server.address ?? (kind == "pop" ? local?.pop : local?.imap) else {
            return
        }
        let home = try store.home.copy()
        defer { home.remove() }
        try home.write(
            settings: SyntheticStore.settings + address.settings(account: "arriving", kind: kind))
        let figures = try await ScreenFigures(martlet: martlet, home: home, runs: runs)
        let busy = try await figures.busy(
            account: "arriving", messages: arriving, idleSeconds: idle)
        table.add([
            "\(store.mail.count)", kind, busy.keys.tail,
            busy.isComplete ? Figure.text(busy.seconds) : "not all came",
            Figure.text(busy.cpuMilliseconds / 1_000), Figure.text(busy.peakMegabytes),
            Figure.text(busy.idlePercent),
        ])
    }
}
