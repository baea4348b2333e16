import Foundation
import MIME

@testable import App
@testable import martlet_bench

/// The mails of other projects and our hostile ones, with what is expected of them.
enum Corpus {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/mail/corpus")

    /// A folder for each project.
    static let origins: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.contains(".") }.sorted()
    }()

    static let hostileKinds: [String] = {
        let path = folder.appending(path: "own-hostile").path
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    }()

    static func mails(of folder: String) throws -> ScoredCorpus {
        try ScoredCorpus(Corpus.folder.appending(path: folder))
    }

    /// What `inspect --json` prints, without a process for each mail.
    static func report(on octets: [UInt8]) throws -> JSON {
        try JSON(parsing: Array(InspectReport(octets).json.text.utf8))
    }
}
