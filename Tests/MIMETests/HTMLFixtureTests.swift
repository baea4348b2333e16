import Foundation
import Mail
import Testing

@testable import MIME

/// Each `.html` beside a `.txt` that says how it reads at 76 columns.
///
/// `UPDATE_GOLDEN=1` writes the texts anew; look at the difference before you keep it.
@Suite("HTML fixtures")
struct HTMLFixtureTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/html")

    static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path)
        return (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".html") }.sorted()
    }()

    @Test("there are mails of every kind")
    func exist() {
        #expect(HTMLFixtureTests.names.count >= 15)
    }

    @Test("an HTML mail reads as the text beside it says", arguments: names)
    func reads(name: String) throws {
        let file = HTMLFixtureTests.folder.appending(path: name)
        let expectation = file.deletingPathExtension().appendingPathExtension("txt")
        let page = HTMLReader.read([UInt8](try Data(contentsOf: file)))
        let found =
            "remote images: \(page.remoteImages), hidden texts: \(page.hiddenTexts)\n\n"
            + PlainLayout(page.reading).text
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(found.utf8).write(to: expectation)
        }
        #expect(found == String(decoding: try Data(contentsOf: expectation), as: UTF8.self))
    }
}
