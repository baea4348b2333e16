import Foundation
import Testing

extension EndToEnd {
    /// Reading mail that is more than a few plain lines.
    @Suite("Screen: reading")
    struct ScreenReadingTests {
        private struct Scene {
            let home: MartletHome
            let terminal: Terminal
            /// What the program for links and files was given, a line an argument.
            let opened: String
            /// Where attachments are saved.
            let folder: String

            init(_ messages: [SampleMessage]) throws {
                let user = try DovecotServer.shared().newUser()
                try user.deliver(messages)
                home = try MartletHome()
                opened = "\(home.folder)/opened"
                folder = "\(home.folder)/saved"
                let script = "\(home.folder)/opener"
                try "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'\(opened)'\n".write(
                    toFile: script, atomically: true, encoding: .utf8)
                chmod(script, 0o700)
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: false)
                try home.write(
                    [.imap("Work", user)],
                    general: """
                        [programs]
                        links = ["\(script)", "--link"]
                        default = ["\(script)", "--file"]
                        """)
                terminal = try Terminal(home)
                for message in messages { try terminal.wait(for: message.subject) }
            }

            func arguments(_ sentence: String, count: Int) throws -> [String] {
                var lines: [String] = []
                try Patience.wait(for: sentence, evidence: { screen }) {
                    guard access(opened, F_OK) == 0 else { return false }
                    lines = try String(contentsOfFile: opened, encoding: .utf8)
                        .split(separator: "\n").map(String.init)
                    return lines.count >= count
                }
                return lines
            }

            private var screen: String {
                (try? terminal.picture()).map(String.init(describing:)) ?? "no screen"
            }

            /// Types a line into a prompt.
            func enter(_ text: String) throws {
                try terminal.type(text)
                try terminal.press("Enter")
            }

            func saved(_ name: String) throws -> Data {
                try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            }
        }

        @Test("HTML is read as text, and a link is opened by one argument when it is a web address")
        func links() throws {
            let scene = try Scene([.page])
            let terminal = scene.terminal
            try terminal.press("Enter")
            let page = try terminal.wait(for: "Thank you")
            #expect(page.contains("your order"))
            #expect(page.contains("1 remote picture"))
            try terminal.press("C-b")
            // The page shows its links as well.
            try terminal.wait(for: "┌ Links")
            try terminal.press("Enter")
            let arguments = try scene.arguments("the link is opened", count: 2)
            #expect(arguments == ["--link", "https://shop.example/a?b=1&c=%27x%27"])
        }

        @Test("attachments are saved one by one or all, never over another, and read in place")
        func attachments() throws {
            let scene = try Scene([.parcel])
            let terminal = scene.terminal
            try terminal.press("Enter")
            try terminal.wait(for: "Everything is attached")
            try terminal.press("v", "s")
            try terminal.wait(for: "Save to file")
            try terminal.press("C-u")
            try scene.enter("\(scene.folder)")
            try terminal.wait(for: "Saved to")
            #expect(try scene.saved("notes.txt") == Data("The notes themselves".utf8))
            try terminal.press("S")
            try terminal.wait(for: "into folder")
            try terminal.press("C-u")
            try scene.enter("\(scene.folder)")
            try terminal.wait(for: "Saved 3 files")
            #expect(try scene.saved("notes-1.txt") == Data("The notes themselves".utf8))
            #expect(try scene.saved("notes-2.txt") == Data([0, 1, 2, 3]))
            #expect(try scene.saved("notes.txt") == Data("The notes themselves".utf8))
            #expect(access("\(scene.home.folder)/notes.txt", F_OK) != 0)
            try terminal.press("Enter")
            try terminal.wait(for: "The notes themselves")
            try terminal.press("q")
            try terminal.wait(for: "notes.txt")
            try terminal.press("q")
            try terminal.wait(for: "Everything is attached")
        }

        @Test("a forwarded message is opened like a message, and q leads back")
        func forwarded() throws {
            let scene = try Scene([.parcel])
            let terminal = scene.terminal
            try terminal.press("Enter")
            try terminal.wait(for: "Everything is attached")
            try terminal.press("v", "j", "Enter")
            let inner = try terminal.wait(for: "Deep inside")
            #expect(inner.contains("From: Carol <carol@example.org>"))
            #expect(inner.contains("Subject: the inner mail"))
            try terminal.press("q")
            try terminal.wait(for: "notes.txt")
            try terminal.press("q")
            try terminal.wait(for: "Everything is attached")
        }

        @Test("what cannot be read here goes to the program for its type, as a private copy")
        func opened() throws {
            let scene = try Scene([.parcel])
            let terminal = scene.terminal
            try terminal.press("Enter")
            try terminal.wait(for: "Everything is attached")
            try terminal.press("v", "j", "j", "Enter")
            let arguments = try scene.arguments("the file is opened", count: 2)
            #expect(arguments.first == "--file")
            let path = try #require(arguments.last)
            #expect(path.hasPrefix("\(scene.home.folder)/run/"))
            #expect(path.hasSuffix("/notes.txt"))
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            try terminal.press("Q")
            try terminal.waitForEnd(status: 0)
            #expect(access(path, F_OK) != 0, "the copy goes with the screen")
        }

        @Test("a message is piped to a program, whose words cannot steer the terminal")
        func pipe() throws {
            let scene = try Scene([.page])
            let terminal = scene.terminal
            try terminal.press("Enter")
            try terminal.wait(for: "Thank you")
            try terminal.press("|")
            try scene.enter("grep -c remote.*x")
            try terminal.wait(for: "ended with status 1")
            try terminal.press("x")
            try terminal.wait(for: "Thank you")
            try terminal.press("|")
            try scene.enter("sed -n 's/Subject:/\\x1b[2J/p'")
            try terminal.wait(for: "␛[2J a page")
            try terminal.press("x")
            try terminal.wait(for: "Thank you")
            try terminal.press("|")
            try scene.enter("no-such-program")
            try terminal.wait(for: "There is no program")
        }

        @Test("a charset chosen for a message is remembered for its sender, after a restart too")
        func charset() throws {
            let scene = try Scene([.undeclared("first"), .undeclared("second")])
            let terminal = scene.terminal
            try terminal.press("Enter")
            try terminal.wait(for: "From: vera@dacha.example")
            try terminal.press("C-e")
            try scene.enter("koi8-r")
            try terminal.wait(for: "привет, мир")
            try terminal.press("q", "j", "k", "j", "Enter")
            try terminal.wait(until: "the other message, read rightly") {
                $0.contains("привет, мир")
            }
            try terminal.press("Q")
            try terminal.waitForEnd(status: 0)
            for row in try scene.home.lines(ListLine.self, "list") {
                let text = try scene.home.succeed(["show", "\(row.id)", "--columns", "40"]).text
                #expect(text.contains("привет, мир"))
            }
        }

        @Test("an invitation is a card, a deceitful sender is marked, and words are found")
        func marks() throws {
            let scene = try Scene([.invitation])
            let terminal = scene.terminal
            try terminal.press("Enter")
            let picture = try terminal.wait(for: "Talk about everything")
            #expect(picture.contains("Room 2"))
            #expect(picture.contains("mallory@evil.example"))
            #expect(picture.lines.contains { $0.hasPrefix(" !") || $0.contains("! ") })
            try terminal.press("/")
            try scene.enter("room")
            try terminal.wait(for: "Match 1 of")
        }
    }
}
