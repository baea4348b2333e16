import ArgumentParser
import Foundation

/// How many facts about the mails of a corpus `martlet inspect` gets right, and at what cost.
///
/// Time and memory mean something for a release build only.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Compare `martlet inspect` with the .expect.json beside each mail of a folder.")

    @Argument(help: "The folder; its sub-folders count too.") var folder: String
    @Option(help: "The program to score; default: the one built beside this one.")
    var martlet = BenchProgram.martlet
    @Option(help: "Only this field; rules are left out then.") var field: String?
    @Option(help: "Fields that must agree, in percent.") var must = 99.5
    @Option(help: "The longest a mail may take, in milliseconds.") var milliseconds = 500.0
    @Option(help: "The most memory a mail may take, in MB.") var megabytes = 256.0
    @Flag(help: "List every disagreement.") var details = false

    func run() async throws {
        let corpus = try ScoredCorpus(URL(filePath: folder))
        let program = InspectedProgram(martlet: martlet, home: try BenchHome.temporary())
        defer { program.home.remove() }
        let runs = try InspectRuns(of: corpus, program: program)
        let score = MailScore(
            corpus: corpus, program: program, idleMegabytes: runs.idleMegabytes)
        var book = ScoreBook()
        for (mail, run) in zip(corpus.mails, runs.all) {
            try score.add(mail, run, only: field, to: &book)
        }
        let worst = runs.worst(in: corpus, milliseconds: milliseconds, megabytes: megabytes)
        print(book.text(isDetailed: details), worst.table, separator: "\n")
        let isRight = book.whole.percent >= must && book.brokenRules.isEmpty
        guard isRight, book.crashes.isEmpty, !worst.exceeds else { throw ExitCode(1) }
    }
}
