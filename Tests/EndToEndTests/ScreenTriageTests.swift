import Foundation
import Testing

extension EndToEnd {
    @Suite("Screen: triage")
    struct ScreenTriageTests {
        private struct Scene {
            let user: MailUser
            let home: MartletHome
            let terminal: Terminal

            init() throws {
                user = try DovecotServer.shared().newUser()
                try user.deliver(SampleMessage.numbered(3))
                home = try MartletHome(.imap("Work", user))
                terminal = try Terminal(home)
                try terminal.wait(for: "message 1")
                try terminal.wait(for: "● online")
            }
        }

        @Test("a archives, goes on to the next, and the server has it in Archive; u undoes")
        func archive() throws {
            let scene = try Scene()
            try scene.terminal.press("*", "k", "a")
            let picture = try scene.terminal.waitUntilGone("message 2")
            #expect(picture.contains("message 1"))
            #expect(picture.contains("message 3"))
            try scene.user.wait(for: ["message 2"], in: "Archive")
            #expect(try scene.user.subjects() == ["message 1", "message 3"])
            try scene.terminal.press("u")
            try scene.terminal.wait(for: "message 2")
            try scene.user.wait(for: ["message 1", "message 2", "message 3"])
            #expect(try scene.user.subjects(in: "Archive").isEmpty)
        }

        @Test("keys typed faster than any server answer each do their work")
        func fast() throws {
            let scene = try Scene()
            try scene.terminal.press("a", "a", "a")
            try scene.user.wait(for: ["message 1", "message 2", "message 3"], in: "Archive")
            try scene.terminal.press("u", "u", "u")
            try scene.user.wait(for: ["message 1", "message 2", "message 3"])
        }

        @Test("d deletes to Trash, F flags, N toggles seen")
        func others() throws {
            let scene = try Scene()
            try scene.terminal.press("d")
            try scene.terminal.waitUntilGone("message 3")
            try scene.user.wait(for: ["message 3"], in: "Trash")
            try scene.terminal.press("F")
            try scene.terminal.wait(for: "★")
            try scene.terminal.press("N")
            try Patience.wait(for: "one flagged and seen at the server", every: 50) {
                try scene.user.messages(in: "INBOX").contains {
                    $0.flagSet == ["\\Flagged", "\\Seen"]
                }
            }
        }

        @Test("s moves to a mailbox that is asked for")
        func move() throws {
            let scene = try Scene()
            try scene.terminal.press("s")
            try scene.terminal.type("junk")
            try scene.terminal.press("Enter")
            try scene.terminal.waitUntilGone("message 3")
            try scene.user.wait(for: ["message 3"], in: "Junk")
        }

        @Test("a command in another terminal shows on the screen at once, and reaches the server")
        func otherProcess() throws {
            let scene = try Scene()
            let row = try #require(
                try scene.home.lines(ListLine.self, "list").first { $0.subject == "message 2" })
            try scene.home.succeed(["archive", "\(row.id)"])
            try scene.terminal.waitUntilGone("message 2")
            try scene.user.wait(for: ["message 2"], in: "Archive")
        }

        @Test("what was archived without a server is sent when it is back")
        func later() throws {
            let server = try DovecotServer()
            defer { #expect(throws: Never.self) { try server.stop() } }
            let user = try server.newUser()
            try user.deliver(SampleMessage.numbered(2))
            let terminal = try Terminal(try MartletHome(.imap("Work", user)))
            try terminal.wait(for: "message 2")
            try terminal.wait(for: "● online")
            try server.stop()
            try terminal.wait(for: "○ offline")
            try terminal.press("a")
            try terminal.waitUntilGone("message 2")
            try terminal.wait(for: "↑1")
            try server.start()
            try terminal.press("G")
            try terminal.wait(for: "● online")
            try user.wait(for: ["message 2"], in: "Archive")
        }
    }
}
