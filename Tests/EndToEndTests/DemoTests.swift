import Foundation
import Testing

extension EndToEnd {
    @Suite("demo")
    struct DemoTests {
        @Test("--headless serves both accounts to the program's own commands until it is ended")
        func headless() throws {
            let home = try MartletHome()
            let demo = try home.start(["demo", "--headless"])
            var settings: String?
            try Patience.wait(for: "the demo's settings file") {
                settings = try demo.outputSoFar().firstMatch(of: /\/\S+\.toml/).map { "\($0.0)" }
                return settings != nil
            }
            let file = try #require(settings)
            try home.succeed(["config", "check", "-F", file])
            try home.succeed(["check", "-F", file])
            let reports = try home.lines(SyncLine.self, "sync", "-F", file)
            #expect(reports.map(\.account).sorted() == ["Home", "Work"])
            #expect(reports.allSatisfy { $0.new > 0 })
            let accounts = try home.lines(AccountLine.self, "accounts", "-F", file)
            #expect(accounts.map(\.protocol).sorted() == ["imap", "pop"])
            let rows = try home.lines(ListLine.self, "list", "-F", file)
            #expect(Set(rows.map(\.account)) == ["Home", "Work"])
            let raw = try home.succeed(["show", "-F", file, "\(rows[0].id)", "--raw"]).text
            #expect(raw.contains("\r\n\r\n"))
            demo.send(SIGTERM)
            #expect(try demo.end().status == 0)
            #expect(access(file, F_OK) != 0, "the temporary folder is removed")
        }

        @Test("demo opens the screen with sample mail of two accounts")
        func screen() throws {
            let home = try MartletHome()
            let terminal = try Terminal(home, arguments: ["demo"])
            let picture = try terminal.wait(until: "sample mail") {
                $0.contains("Work") && $0.contains("Home") && $0.contains("●")
            }
            #expect(picture.title.contains("unread"))
            try terminal.press("Q")
            try terminal.waitForEnd(status: 0)
            #expect(access(home.store, F_OK) != 0, "the person's own store is not touched")
        }
    }
}
