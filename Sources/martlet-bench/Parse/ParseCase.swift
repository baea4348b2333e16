import ArgumentParser

/// Mail of mixed kinds read in memory, beside a parser that everybody knows.
struct ParseCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Headers, structure and decoding of generated mail, in MB and mails a second.")

    @Option(help: "How many mails are made.") var mails = 10_000
    @Option(help: "How often each measurement is made.") var runs = 7

    func validate() throws {
        guard mails > 0, runs > 0 else { throw ValidationError("Mails and runs are at least 1.") }
    }

    func run() async throws {
        let home = try BenchHome.temporary()
        defer { home.remove() }
        let report = ParseReport(mails: mails, runs: runs, file: home.folder + "/mails")
        print(try await report.make())
    }
}
