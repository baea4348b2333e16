import Foundation
import Testing

/// The commands that bring mail in and out, as a script sees them.
@Suite("Import and export")
struct ExchangeTests {
    private struct Imported: Decodable {
        var imported: Int
        var skipped: Int
        var unreadable: Int
    }

    private struct Exported: Decodable {
        var messages: Int
        var mailboxes: Int
        var missing: Int
    }

    private static let account = AccountText(
        name: "home", kind: .pop, host: "127.0.0.1", port: 1, user: "ann")
    private static let mbox =
        "From a Mon Nov 23 10:00:00 2026\nSubject: one\nStatus: RO\n\n>From here\n\n"
        + "From b Mon Nov 23 11:00:00 2026\nSubject: two\n\nx\n"

    private func home() throws -> (MartletHome, file: String) {
        let home = try MartletHome(ExchangeTests.account)
        let file = "\(home.folder)/some.mbox"
        try Data(ExchangeTests.mbox.utf8).write(to: URL(filePath: file))
        return (home, file)
    }

    @Test("an mbox file comes in once, and leaves as one that comes in again")
    func both() throws {
        let (home, file) = try home()
        for expected in [(2, 0), (0, 2)] {
            let line = try #require(
                try home.lines(Imported.self, "import", "home", "inbox", file, "--json").first)
            #expect(line.imported == expected.0 && line.skipped == expected.1)
        }
        let out = "\(home.folder)/out"
        let line = try #require(
            try home.lines(Exported.self, "export", "mbox", out, "--json").first)
        #expect(line.messages == 2 && line.mailboxes == 6 && line.missing == 0)
        let back = try #require(
            try home.lines(
                Imported.self, "import", "home", "archive", "\(out)/Inbox.mbox", "--json"
            ).first)
        #expect(back.imported == 2 && back.unreadable == 0)
    }

    @Test("the exit code says what went wrong")
    func codes() throws {
        let (home, file) = try home()
        let program = try Program.path()
        #expect(try home.run("import", "home", "inbox", program).status == 65)
        #expect(try home.run("import", "home", "inbox", "/nowhere", file).status == 65)
        #expect(try home.run("import", "home", "none", file).status == 1)
        #expect(try home.run("import", "nobody", "inbox", file).status == 64)
        #expect(try home.run("export", "zip", "\(home.folder)/out").status == 64)
        #expect(try home.run("export", "mbox", file, "-f", "inbox").status == 73)
        #expect(try home.run("export", "eml", "/nowhere/at/all").status == 73)
        #expect(try home.run("export", "eml", "\(home.folder)/out", "nothing").status == 1)
        #expect(!FileManager.default.fileExists(atPath: "\(home.folder)/out"))
    }
}
