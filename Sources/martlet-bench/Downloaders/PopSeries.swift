import Glibc

/// All readers on one server with one load, taking turns.
struct PopSeries {
    /// What several runs of one reader took.
    private struct Figures {
        var seconds = Series()
        var cpu = Series()
        var peak = Series()
        var traffic: DelayLine.Traffic?
        var failure: String?
    }

    private let load: PopLoad
    /// Of one message, on the average.
    private let octets: Int
    private let server: any MaildropServer
    private let readers: [any Downloader]
    private let patience: Int
    private var figures: [Figures]

    /// Whatever takes longer is ended.
    private static let limit = Duration.seconds(600)

    init(
        load: PopLoad, octets: Int, server: any MaildropServer, readers: [any Downloader],
        patience: Int
    ) {
        self.load = load
        self.octets = octets
        self.server = server
        self.readers = readers
        self.patience = patience
        figures = readers.map { _ in Figures() }
    }

    mutating func measure(runs: Int) async throws {
        for _ in 0..<runs {
            for (index, reader) in readers.enumerated() {
                let before = figures[index]
                guard before.failure == nil, before.seconds.median < Double(patience) else {
                    continue
                }
                try await measure(reader, index)
            }
        }
    }

    private mutating func measure(_ reader: any Downloader, _ index: Int) async throws {
        let count = load.count(for: reader)
        var address = try await server.open(count: count)
        defer { server.close() }
        let line =
            load.roundTrip > 0
            ? try DelayProcess(to: address.port, roundTrip: load.roundTrip) : nil
        if let line { address.port = line.port }
        let home = try BenchHome.temporary()
        defer { home.remove() }
        let command = try reader.command(home: home, server: address)
        let output = try Output(in: home)
        defer { output.close() }
        // Nobody's writing from before is on anybody's bill.
        sync()
        let start = ContinuousClock.now
        let child = try ChildProgram(
            command, environment: home.environment,
            streams: .descriptors(input: output.silence, output: output.descriptor))
        let outcome = child.watch(limit: PopSeries.limit)
        let seconds = (ContinuousClock.now - start).seconds
        figures[index].traffic = line?.end()
        guard let outcome, outcome.usage.status == 0 else {
            figures[index].failure = outcome == nil ? "not done in time" : "failed"
            return
        }
        let delivered = try await reader.delivered(in: home)
        guard server.left ?? 0 == 0, delivered ?? count == count else {
            figures[index].failure = "left or lost mail"
            return
        }
        figures[index].seconds.add(seconds)
        figures[index].cpu.add(outcome.usage.cpuMilliseconds / 1_000)
        figures[index].peak.add(outcome.peakMegabytes)
    }

    var table: Table {
        var table = Table(
            "\(load.description), deleted at the server, TLS, \(server.name), "
                + "median (least–most)",
            [
                "reader", "messages", "runs", "s", "messages/s", "MB/s", "CPU s", "peak MB",
                "turns", "up kB", "down kB",
            ])
        for (reader, figures) in zip(readers, figures) {
            let count = load.count(for: reader)
            guard figures.failure == nil else {
                table.add([reader.name, "\(count)", figures.failure ?? ""])
                continue
            }
            let rate = Double(count) / figures.seconds.median
            let traffic = figures.traffic
            table.add([
                reader.name, "\(count)", "\(figures.seconds.values.count)", figures.seconds.text,
                Figure.text(rate), Figure.text(rate * Double(octets) / 1_000_000), figures.cpu.text,
                figures.peak.text, traffic.map { "\($0.turns)" } ?? "–",
                traffic.map { Figure.text(Double($0.up) / 1_000) } ?? "–",
                traffic.map { Figure.text(Double($0.down) / 1_000) } ?? "–",
            ])
        }
        return table
    }
}

/// Where a measured program reads and writes: nothing, and a file of its home.
private struct Output {
    let silence: Int32
    let descriptor: Int32

    init(in home: BenchHome) throws(BenchFault) {
        silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        descriptor = open(home.folder + "/output", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard silence >= 0, descriptor >= 0 else { throw BenchFault(call: "output") }
    }

    func close() {
        Glibc.close(silence)
        Glibc.close(descriptor)
    }
}
