import Glibc
import MIME
import Mail
import Testing

@testable import App

@Suite("What is imported from a path")
struct ImportPathTests {
    private static let fixtures =
        #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Fixtures/mbox"

    /// The texts of a fixture's messages behind their headers, and flags.
    private func read(_ name: String) throws -> [(body: String, status: MailStatus)] {
        var source = try ImportPath.source(
            TypedPath(typed: "\(ImportPathTests.fixtures)/\(name)", home: "/"))
        var found: [(String, MailStatus)] = []
        while let mail = try source.next() {
            var octets: [UInt8] = []
            var quoting = FromQuoting(.unquoting)
            var position = mail.range.lowerBound
            while position < mail.range.upperBound {
                let piece = try mail.piece(from: position)
                if mail.isQuoted { quoting.pass(piece) { octets += $0 } } else { octets += piece }
                position += piece.count
            }
            quoting.finish { octets += $0 }
            let text = String(decoding: octets.filter { $0 != 0x0D }, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let body = lines.drop { !$0.isEmpty }.dropFirst()
            found.append((body.joined(separator: "|"), mail.status))
        }
        return found
    }

    @Test("Python's mbox files are read, quoted lines as they were before")
    func python() throws {
        let mails = try read("python.mbox")
        #expect(
            mails.map(\.body) == [
                "Hello|From here it was quoted|From there as well|", "no end|", "|",
            ])
        #expect(mails.map(\.status.flags) == [.seen, [.seen, .answered, .flagged], []])
    }

    @Test("a file that Mutt wrote back is read the same, its lengths take nothing away")
    func mutt() throws {
        let mails = try read("mutt.mbox")
        let before = try read("python.mbox")
        #expect(mails.map(\.body) == before.map(\.body))
        #expect(mails.map(\.status.flags) == [[.seen, .flagged], [.answered, .flagged], []])
    }

    @Test("Thunderbird's files are read, separated by lines without a date")
    func thunderbird() throws {
        let mails = try read("thunderbird.mbox")
        #expect(mails.map(\.body) == ["Hello|From here on|", "Bye|"])
        #expect(mails.map(\.status.flags) == [[.seen, .flagged], []])
        #expect(mails[0].status.keywords.map(\.name) == ["$label1"])
    }

    @Test("where a file has lengths in the place of quoting, every line stays as it is")
    func lengths() throws {
        #expect(
            try read("mboxcl2.mbox").map(\.body) == [
                "Two lines of another file:||From bob@example.org Mon Nov 23 09:00:00 2026|"
                    + "Subject: inner||>From him|",
                "He wrote|>From me to you|",
            ])
    }

    @Test("a Maildir's files have the flags of their names, and only new and cur are looked at")
    func maildir() async throws {
        let home = try await ExchangeHome()
        for folder in ["box", "box/new", "box/cur", "box/tmp", "box/.Sub", "box/cur/sub"] {
            #expect(mkdir(home.path(folder).text, 0o700) == 0)
        }
        for (name, text) in [
            ("new/1.a", "one"), ("cur/2.b:2,FSa", "two"), ("tmp/3.c", "three"), ("cur/.x", "four"),
            (KeywordLetters.fileName, "0 work\n"),
        ] {
            try home.write(Array(text.utf8), to: "box/\(name)")
        }
        let tally = try await home.importing(home.path("box"), into: .inbox).tally
        #expect(tally.imported == 2)
        let two = SHA256.digest(of: Array("two".utf8)).description
        let held = try #require(try await home.held(.inbox).first { $0.digest == two })
        #expect(held.flags == [.seen, .flagged] && held.keywords.map(\.name) == ["work"])
    }

    @Test("what is no mail is told", arguments: ["picture", "folder", "pipe", "none", "/dev/zero"])
    func noMail(name: String) async throws {
        let home = try await ExchangeHome()
        try home.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], to: "picture")
        #expect(mkdir(home.path("folder").text, 0o700) == 0)
        try home.write(Array("From a\n".utf8), to: "folder/some.mbox")
        mkfifo(home.path("pipe").text, 0o600)
        let path = name.hasPrefix("/") ? TypedPath(typed: name, home: "/") : home.path(name)
        let problem = #expect(throws: Problem.self) { try ImportPath.source(path) }
        #expect(problem?.kind == .unreadableInput)
    }

    @Test("a file is one message by its end, or by beginning with a header field")
    func single() async throws {
        let home = try await ExchangeHome()
        for (name, text) in [
            ("a.eml", "From x Mon Nov 23 22:55:04 2026\nSubject: y\n\n"), ("b", "Subject: x\n\n"),
        ] {
            try home.write(Array(text.utf8), to: name)
            var source = try ImportPath.source(home.path(name))
            let mail = try #require(try source.next())
            #expect(mail.range == 0..<text.utf8.count && !mail.isQuoted)
            #expect(try source.next() == nil)
        }
    }
}

extension FoundMail: Equatable {
    public static func == (left: FoundMail, right: FoundMail) -> Bool {
        left.place == right.place
    }
}
