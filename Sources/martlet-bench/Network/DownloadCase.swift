import ArgumentParser
import Glibc
import Mail
import Storage

/// The first list of an IMAP account, beside a reader that only takes the octets.
struct DownloadCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imap", abstract: "Fetch the list of a mailbox into an empty store.")
    @OptionGroup var server: ServerOptions
    @Option(help: "The program to measure; default: the one built beside this one.")
    var martlet = BenchProgram.martlet
    @Option(help: "How often each measurement is made.") var runs = 7
    @Option(help: "Messages of the built-in server.") var messages = 10_000
    @Option(help: "Octets of text in each of them.") var octets = 15_000

    func validate() throws {
        guard runs > 0, messages > 0, octets >= 0 else {
            throw ValidationError("--runs and --messages must be at least 1.")
        }
    }

    func run() async throws { try await run(.imap) }
}

extension DownloadCase {
    /// What several runs of one reader took.
    private struct Figures {
        var wall = Series()
        var cpu = Series()
        var peak = Series()

        mutating func add(wall: Double, _ usage: ChildProgram.Usage) {
            self.wall.add(wall)
            cpu.add(usage.cpuMilliseconds)
            peak.add(usage.peakMegabytes)
        }
    }

    private func run(_ conversation: DrainMachine.Conversation) async throws {
        var client = Figures()
        var limit = Figures()
        var octets = 0
        var count = 0
        for _ in 0..<runs {
            // A new server for each run: the last run's pages and caches are no help to it.
            let local = try server.address == nil ? startServer() : nil
            guard let address = server.address ?? local?.imap else {
                throw BenchFault("there is no server")
            }
            octets = try drain(conversation, address, &limit)
            count = try await download(conversation, address, &client)
        }
        show(conversation, count: count, octets: octets, client: client, limit: limit)
    }

    private func startServer() throws -> LocalServer {
        try LocalServer(messages: messages, kind: .text(octets))
    }

    private func drain(
        _ conversation: DrainMachine.Conversation, _ address: ServerAddress,
        _ figures: inout Figures
    ) throws -> Int {
        var arguments = [
            BenchProgram.path, "drain", conversation.rawValue, "--host", address.host, "--port",
            "\(address.port)", "--user", address.user, "--password", address.password,
        ]
        if let authority = address.authority { arguments += ["--ca", authority] }
        let output = try DescriptorPair()
        defer { close(output.read) }
        let start = ContinuousClock.now
        let child = try ChildProgram(
            arguments, environment: [:],
            streams: .descriptors(input: 0, output: output.write))
        let usage = child.wait()
        figures.add(wall: (ContinuousClock.now - start).seconds, usage)
        close(output.write)
        var buffer = [UInt8](repeating: 0, count: 64)
        let length = read(output.read, &buffer, buffer.count)
        let digits = String(decoding: buffer[..<max(0, length)].prefix { $0 != 10 }, as: UTF8.self)
        guard usage.status == 0, let octets = Int(digits) else {
            throw BenchFault("the plain reader failed")
        }
        return octets
    }

    /// Returns how many messages are in the store afterwards.
    private func download(
        _ conversation: DrainMachine.Conversation, _ address: ServerAddress,
        _ figures: inout Figures
    ) async throws -> Int {
        let home = try BenchHome.temporary()
        defer { home.remove() }
        try home.write(settings: address.settings(account: "bench", kind: conversation.rawValue))
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        let start = ContinuousClock.now
        let child = try ChildProgram(
            [martlet, "sync", "--json"], environment: home.environment,
            streams: .descriptors(input: silence, output: silence))
        let usage = child.wait()
        guard usage.status == 0 else { throw BenchFault("martlet sync failed") }
        figures.add(wall: (ContinuousClock.now - start).seconds, usage)
        let store = try home.openStore()
        defer { store.close() }
        return try await store.mailboxes().reduce(0) { $0 + $1.counts.total }
    }

    private func show(
        _ conversation: DrainMachine.Conversation, count: Int, octets: Int, client: Figures,
        limit: Figures
    ) {
        let megabytes = Double(octets) / 1_000_000
        var table = Table(
            "\(conversation.rawValue): first download of \(count) messages, "
                + "\(Figure.text(megabytes)) MB, median (least–most) of \(runs)",
            ["reader", "s", "messages/s", "MB/s", "CPU ms", "peak MB"])
        for (name, figures) in [("martlet sync", client), ("octets alone", limit)] {
            table.add([
                name, figures.wall.text, Figure.text(Double(count) / figures.wall.median),
                Figure.text(megabytes / figures.wall.median), figures.cpu.text, figures.peak.text,
            ])
        }
        print(table.text)
    }
}
