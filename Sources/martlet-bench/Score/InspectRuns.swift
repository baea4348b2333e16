import Foundation
import Glibc

/// `inspect --json` of every mail of a corpus, and what each cost.
///
/// All of them run before anything is compared: this process is small then, and the peak memory of
/// a child is no less than what its parent held (see ``InspectRun/megabytes``).
struct InspectRuns {
    let all: [InspectRun]
    /// What a mail of two lines costs.
    let idleMegabytes: Double

    init(of corpus: ScoredCorpus, program: InspectedProgram) throws {
        let small = URL(filePath: program.home.folder).appending(path: "small.eml")
        try Data("Subject: small\r\n\r\ntext\r\n".utf8).write(to: small)
        idleMegabytes = try program.inspect(small.path, "--json", into: "small").megabytes
        all = try corpus.mails.enumerated().map { index, mail in
            try program.inspect(corpus.path(of: mail.name), "--json", into: "\(index).json")
        }
    }

    /// A table of the dearest mails, and whether any costs more than it may.
    func worst(
        in corpus: ScoredCorpus, milliseconds: Double, megabytes: Double
    ) -> (table: String, exceeds: Bool) {
        let runs = zip(corpus.mails, all).map { (name: $0.name, run: $1) }
        var table = Table(
            "The dearest of \(runs.count) mails; a mail of two lines takes "
                + "\(Figure.text(idleMegabytes)) MB",
            ["mail", "ms", "MB"])
        let slow = runs.sorted { $0.run.milliseconds > $1.run.milliseconds }.prefix(8)
        let large = runs.sorted { $0.run.megabytes > $1.run.megabytes }.prefix(4)
        for (name, run) in slow + large {
            table.add([name, Figure.text(run.milliseconds), Figure.text(run.megabytes)])
        }
        let exceeds = all.contains {
            $0.milliseconds > milliseconds || $0.megabytes > megabytes
        }
        return (table.text, exceeds)
    }
}

/// The program that is scored, in a home of its own.
struct InspectedProgram {
    let martlet: String
    let home: BenchHome

    func inspect(
        _ file: String, _ options: String..., into output: String
    ) throws(BenchFault) -> InspectRun {
        try run([martlet, "inspect"] + options + [file], into: output)
    }

    func run(_ arguments: [String], into output: String) throws(BenchFault) -> InspectRun {
        try InspectRun(
            arguments, environment: home.environment, output: "\(home.folder)/\(output)")
    }
}
