import Foundation
import Testing

extension EndToEnd {
    @Suite("Screen: terminal")
    struct ScreenTerminalTests {
        private func home() throws -> MartletHome {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(30))
            let home = try MartletHome(.imap("Work", user))
            try home.succeed(["sync"])
            return home
        }

        @Test("q asks, y quits with status 0 and leaves the terminal as it was")
        func quit() throws {
            let terminal = try Terminal(try home())
            try terminal.wait(for: "message 30")
            try terminal.press("q")
            try terminal.wait(for: "(y/n)")
            try terminal.press("n")
            try terminal.waitUntilGone("(y/n)")
            try terminal.press("q", "y")
            try terminal.waitForEnd(status: 0)
            let picture = try terminal.picture()
            #expect(picture.contains("before martlet"))
            #expect(!picture.contains("message 30"))
            let modes = try terminal.modes()
            #expect(modes.hasPrefix("alternate=0 cursor=1 mouse=0 keypad=0\n"))
            let words = Set(modes.split(whereSeparator: \.isWhitespace).map(String.init))
            #expect(words.isSuperset(of: ["echo", "icanon", "isig", "icrnl", "opost"]), "\(modes)")
        }

        @Test("Q quits at once")
        func quitAtOnce() throws {
            let terminal = try Terminal(try home())
            try terminal.wait(for: "message 30")
            try terminal.press("Q")
            try terminal.waitForEnd(status: 0)
        }

        @Test(
            "sizes from 40x10 to 200x50 show title, mail and keys",
            arguments: [(40, 10), (40, 12), (80, 24), (200, 50)])
        func sizes(columns: Int, rows: Int) throws {
            let terminal = try Terminal(try home(), columns: columns, rows: rows)
            // The screen is drawn in pieces: what counts is what it comes to.
            let picture = try terminal.wait(until: "title, list and keys") { picture in
                let shown = picture.lines.filter { $0.contains("message ") }.count
                return picture.lines.count == rows && picture.title.contains("30")
                    && picture.bottom.contains("?") && shown >= min(30, rows - 5)
            }
            #expect(picture.contains("│") == (columns >= 80), "the sidebar needs room")
        }

        @Test("below 40x10 it says so, and comes back when there is room")
        func tooSmall() throws {
            let terminal = try Terminal(try home(), columns: 80, rows: 24)
            try terminal.wait(for: "message 30")
            try terminal.resize(columns: 30, rows: 8)
            try terminal.wait(for: "40x10")
            try terminal.resize(columns: 80, rows: 24)
            try terminal.wait(for: "message 30")
        }

        @Test("resizing keeps the selection in view")
        func resize() throws {
            let terminal = try Terminal(try home())
            try terminal.wait(for: "message 30")
            try terminal.press("*")
            try terminal.wait(for: "message 1 ")
            try terminal.resize(columns: 60, rows: 12)
            let small = try terminal.wait(until: "the small screen with the selection") {
                $0.lines.count == 12 && $0.line(with: "message 1 ")?.hasPrefix(">") == true
            }
            #expect(small.bottom.contains("?"))
            try terminal.resize(columns: 132, rows: 40)
            try terminal.wait(until: "the large screen with everything") {
                $0.lines.count == 40 && $0.contains("message 30") && $0.contains("message 1 ")
            }
        }

        @Test("SIGTERM and SIGHUP end it in order", arguments: [SIGTERM, SIGHUP])
        func signals(signal: Int32) throws {
            let terminal = try Terminal(try home())
            try terminal.wait(for: "message 30")
            try terminal.send(signal)
            try terminal.waitForEnd(status: 0, 128 + signal)
            #expect(try terminal.modes().hasPrefix("alternate=0 cursor=1"))
        }
    }
}
