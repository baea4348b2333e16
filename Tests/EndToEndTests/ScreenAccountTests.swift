import Foundation
import Testing

extension EndToEnd {
    @Suite("Screen: accounts")
    struct ScreenAccountTests {
        private struct Scene {
            let work: MailUser
            let post: MailUser

            init() throws {
                let server = try DovecotServer.shared()
                (work, post) = (try server.newUser("work"), try server.newUser("post"))
                try work.deliver(SampleMessage("from work", number: 1))
                try post.deliver(SampleMessage("from home", number: 2))
            }
        }

        @Test("all inboxes first; ] and [ go from account to account")
        func switching() throws {
            let scene = try Scene()
            let home = try MartletHome(.imap("Work", scene.work), .pop("Home", scene.post))
            let terminal = try Terminal(home)
            try terminal.wait(until: "both messages") {
                $0.contains("from work") && $0.contains("from home")
            }
            try terminal.press("]")
            try terminal.wait(until: "the first account alone") {
                $0.contains("from work") && !$0.contains("from home")
            }
            try terminal.press("]")
            let second = try terminal.wait(until: "the second account alone") {
                $0.contains("from home") && !$0.contains("from work")
            }
            #expect(second.title.contains("Home"))
            try terminal.press("[")
            try terminal.wait(for: "from work")
        }

        @Test("POP mail is archived here, and is gone from the server")
        func pop() throws {
            let scene = try Scene()
            let home = try MartletHome(.pop("Home", scene.post))
            let terminal = try Terminal(home)
            try terminal.wait(for: "from home")
            try terminal.press("a")
            try terminal.waitUntilGone("from home")
            try scene.post.wait(for: [])
            try terminal.press("u")
            try terminal.wait(for: "from home")
        }

        @Test("POP mail that arrives appears at the next poll without a key")
        func poll() throws {
            let scene = try Scene()
            let home = try MartletHome(AccountText.pop("Home", scene.post).with { $0.poll = "2s" })
            let terminal = try Terminal(home)
            try terminal.wait(for: "from home")
            try scene.post.deliver(SampleMessage("polled", number: 7))
            try terminal.wait(for: "polled")
        }

        @Test("a refused login is shown and the other account works on")
        func refused() throws {
            let scene = try Scene()
            let home = try MartletHome(
                AccountText.imap("Work", scene.work).with { $0.password = .command("wrong") },
                .pop("Home", scene.post))
            let terminal = try Terminal(home)
            try terminal.wait(for: "! login refused")
            try terminal.wait(for: "from home")
            try terminal.press("a")
            try terminal.waitUntilGone("from home")
            try terminal.press("@")
            let states = try terminal.wait(for: "Work  IMAP")
            #expect(states.contains("refused the login"))
            #expect(states.contains("→"))
        }

        @Test("an untrusted certificate is shown, and nothing else stops")
        func untrusted() throws {
            let scene = try Scene()
            let home = try MartletHome(
                AccountText.imap("Work", scene.work).with { $0.certificateFile = nil },
                .pop("Home", scene.post))
            let terminal = try Terminal(home)
            try terminal.wait(for: "! certificate not trusted")
            try terminal.wait(for: "from home")
        }

        @Test("a password that is asked for is typed unseen, and then mail comes")
        func password() throws {
            let scene = try Scene()
            let home = try MartletHome(
                AccountText.imap("Work", scene.work).with { $0.password = .asked })
            let terminal = try Terminal(home)
            let asking = try terminal.wait(until: "a question for the password") {
                $0.bottom.lowercased().contains("password")
            }
            #expect(asking.bottom.contains("Work") || asking.bottom.contains(scene.work.name))
            try terminal.type(DovecotServer.password)
            let typed = try terminal.picture()
            #expect(!typed.contains(DovecotServer.password))
            try terminal.press("Enter")
            try terminal.wait(for: "from work")
            try terminal.wait(for: "● online")
            #expect(!home.log.contains(DovecotServer.password))
        }

        @Test("a password that was typed wrong is asked for again")
        func passwordAgain() throws {
            let scene = try Scene()
            let home = try MartletHome(
                AccountText.imap("Work", scene.work).with { $0.password = .asked })
            let terminal = try Terminal(home)
            try terminal.wait(until: "a question for the password") {
                $0.bottom.lowercased().contains("password")
            }
            try terminal.type("mistyped")
            try terminal.press("Enter")
            try Patience.wait(for: "the refusal at the server") {
                scene.work.server.log.contains("auth failed, 1 attempts")
                    && scene.work.server.log.contains("user=<\(scene.work.name)>")
            }
            try terminal.wait(until: "the question again, or the refusal") {
                $0.contains("! login refused") || $0.bottom.lowercased().contains("password")
            }
            if try !terminal.picture().bottom.lowercased().contains("password") {
                try terminal.press("@", "Enter")
                try terminal.wait(until: "the question again") {
                    $0.bottom.lowercased().contains("password")
                }
            }
            try terminal.type(DovecotServer.password)
            try terminal.press("Enter")
            try terminal.wait(for: "● online")
        }
    }
}
