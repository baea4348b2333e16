import Foundation
import Testing

extension EndToEnd {
    @Suite("Settings file")
    struct SettingsTests {
        private static let commands = [
            ["check"], ["sync"], ["list"], ["mailboxes"], ["accounts"], [],
        ]

        @Test(
            "without a settings file every command names path, sample and demo", arguments: commands
        )
        func missing(command: [String]) throws {
            let home = try MartletHome()
            let outcome = try home.run(command)
            #expect(outcome.status == 78)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errorText.contains(home.settings))
            #expect(outcome.errorText.contains("martlet demo"))
            #expect(outcome.errorText.contains("[accounts.work]"))
        }

        @Test("the sample that is shown is itself a settings file without errors")
        func sample() throws {
            let home = try MartletHome()
            let shown = try home.run("list").errorText
            let start = try #require(shown.range(of: "# Settings of martlet"))
            try home.write(settings: String(shown[start.lowerBound...]))
            let outcome = try home.run("config", "check")
            #expect(outcome.status == 0, "\(outcome.errorText)")
        }

        @Test("every mistake is told at once with file, line and column")
        func broken() throws {
            let home = try MartletHome()
            try home.write(
                settings: """
                    [general]
                    strat = "last"
                    [accounts.work]
                    protocol = "imap"
                    [accounts.work.incoming]
                    host = "imap.example.org"
                    user = "alice"
                      port = "993"

                    """)
            let outcome = try home.run("check")
            #expect(outcome.status == 78)
            #expect(outcome.errorText.contains("\(home.settings):2:1: "))
            #expect(outcome.errorText.contains("start"))
            #expect(outcome.errorText.contains("\(home.settings):8:10: "))
        }

        @Test("what is not TOML is told with file, line and column")
        func notTOML() throws {
            let home = try MartletHome()
            try home.write(settings: "[general]\nstart = \n")
            let outcome = try home.run("list")
            #expect(outcome.status == 78)
            #expect(outcome.errorText.contains("\(home.settings):2:"))
        }

        @Test("a file others may write is refused, and so is a password others may read")
        func modes() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome()
            let account = AccountText.imap("mail", user)
            try home.write(settings: account.toml, mode: 0o666)
            #expect(try home.run("check").status == 78)
            let literal = account.with { $0.password = .literal(DovecotServer.password) }
            try home.write(settings: literal.toml, mode: 0o644)
            let outcome = try home.run("check")
            #expect(outcome.status == 78)
            #expect(outcome.errorText.contains("chmod 600"))
            #expect(!outcome.errorText.contains(DovecotServer.password))
        }

        @Test("config path, check and show speak of the file given with -F")
        func config() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome()
            let file = "\(home.folder)/other.toml"
            let account = AccountText.imap("mail", user).with {
                $0.password = .literal(DovecotServer.password)
            }
            try account.toml.write(toFile: file, atomically: true, encoding: .utf8)
            chmod(file, 0o600)
            #expect(try home.succeed(["config", "path", "-F", file]).text == "\(file)\n")
            try home.succeed(["config", "check", "-F", file])
            let shown = try home.succeed(["config", "show", "-F", file]).text
            #expect(shown.contains("[accounts.mail.incoming]"))
            #expect(!shown.contains(DovecotServer.password))
        }

        @Test("wrong usage is 64")
        func usage() throws {
            let home = try MartletHome()
            for arguments in [
                ["lsit", "x"], ["list", "--limit", "many"], ["show"], ["mark", "1"],
            ] {
                #expect(try home.run(arguments).status == 64, "\(arguments)")
            }
        }
    }
}
