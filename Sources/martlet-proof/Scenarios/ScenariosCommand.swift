import ArgumentParser
import Foundation
import Synchronization

/// `martlet-proof scenarios`: hostile servers, one row each.
struct ScenariosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenarios",
        abstract: "Play servers that lie, stall and break off against the real program.",
        discussion: """
            Each row of a file describes a server and what must hold for a client that meets it. \
            Servers listen on this computer's loopback address alone.
            """)

    @Argument(help: "Files with one row of JSON a line.") var files: [String]
    @Option(help: "The program; default: the martlet beside this one.") var martlet: String?
    @Option(help: "Only the row of this id; may be given several times.") var only: [String] = []
    @Option(help: "Rows that are played at the same time.") var jobs = 12
    @Flag(help: "Leave out what takes long.") var quick = false

    func run() async throws {
        let wanted = Set(only)
        let scenarios = try files.flatMap(ScenarioFile.read).filter {
            wanted.isEmpty || wanted.contains($0.id)
        }
        let verdicts = try ScenarioRound(
            program: martlet ?? ScenarioRound.neighbour, isQuick: quick, jobs: jobs
        ).play(scenarios) { print($0.text) }
        let words = verdicts.flatMap(\.lines)
        func count(_ matches: (Finding) -> Bool) -> Int { words.count { matches($0.finding) } }
        print(
            """

            \(verdicts.count) rows: \(verdicts.count(where: \.hasPassed)) passed, \
            \(verdicts.count(where: \.hasFailed)) failed. \(words.count) words: \
            \(count(\.isGood)) hold, \
            \(count { if case .unchecked = $0 { true } else { false } }) unchecked, \
            \(count { if case .disputed = $0 { true } else { false } }) disputed.
            """)
        guard !verdicts.contains(where: \.hasFailed) else { throw ExitCode(1) }
    }
}
