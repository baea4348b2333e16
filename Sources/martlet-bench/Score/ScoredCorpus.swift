import Foundation

/// The mails of a folder that have an expectation beside them.
struct ScoredCorpus {
    struct Mail {
        /// Its path below the folder.
        let name: String
        let expected: ExpectedMail
    }

    let mails: [Mail]
    let folder: URL

    private static let ending = ".expect.json"

    init(_ folder: URL) throws {
        self.folder = folder
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        mails = try paths.filter { $0.hasSuffix(ScoredCorpus.ending) }.sorted().map { path in
            let octets = [UInt8](try Data(contentsOf: folder.appending(path: path)))
            let name = String(path.dropLast(ScoredCorpus.ending.count))
            return Mail(name: name, expected: ExpectedMail(try JSON(parsing: octets)))
        }
    }

    func octets(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    func path(of name: String) -> String { folder.appending(path: name).path }
}
