import Glibc
import MIME
import Mail
import Storage
import Testing

@testable import App

@Suite("Mail in and out as files")
struct ExchangeTests {
    /// Messages that would lose something on a careless way.
    private static let mails: [(octets: [UInt8], status: MailStatus)] = {
        let keywords = ["work", "$Forwarded"].compactMap { Keyword($0) }
        let header = "From: Ann <ann@example.org>\r\nSubject: a/b \\ ../c\r\n\r\n"
        let texts = [
            header + "Hello\r\n", header + "no end", header + "bare\rCR\r", header + "a\u{0}b\n\n",
            header + "From me\n>From you\r\n\r\nFrom ann Mon Nov 23 22:55:04 2026\nSubject: x\n",
            "Status: RO\nX-Status: F\nContent-Length: 1\n\nabc\n", "", "\n", "\r\n", "From ",
            "X-Martlet-Mbox: 1 Status unended\nStatus: RO\n\nx",
        ]
        var mails = texts.map { Array($0.utf8) }
        mails.append(Array(header.utf8) + (0...255).map { UInt8($0) })
        // Larger than what is kept in memory, with one line of a megabyte.
        let line = [UInt8](repeating: 0x3E, count: 1_300_000)
        mails.append(Array(header.utf8) + line + Array("From \n".utf8))
        return mails.enumerated().map { number, octets in
            (
                octets,
                MailStatus(
                    flags: Flags(rawValue: Int64(number * 7 % 32)),
                    keywords: number % 3 == 0 ? keywords : [])
            )
        }
    }()

    @Test(
        "octets, flags, keywords and dates come out and in again as they were",
        arguments: ["mbox", "maildir", "eml"])
    func roundTrip(form: String) async throws {
        let home = try await ExchangeHome()
        try home.writeMails(ExchangeTests.mails, to: "in")
        let first = try await home.importing(home.path("in"), into: .inbox)
        #expect(first.tally.imported == ExchangeTests.mails.count && first.told.isEmpty)
        let inbox = try await home.held(.inbox)
        #expect(
            Set(inbox.map(\.digest))
                == Set(ExchangeTests.mails.map { SHA256.digest(of: $0.octets).description }))
        let export = try await home.exporting(
            try #require(MailExport.Form(rawValue: form)), to: home.path("out"), mailbox: "inbox")
        #expect(export.settled == inbox.count)
        #expect(export.octets == ExchangeTests.mails.reduce(0) { $0 + $1.octets.count })
        _ = try await home.importing(home.path("out"), into: .archive)
        #expect(try await home.held(.archive) == inbox)
    }

    @Test("files of Maildir and eml hold the octets of the store", arguments: ["maildir", "eml"])
    func files(form: String) async throws {
        let home = try await ExchangeHome()
        try home.writeMails(ExchangeTests.mails, to: "in")
        _ = try await home.importing(home.path("in"), into: .inbox)
        _ = try await home.exporting(
            try #require(MailExport.Form(rawValue: form)), to: home.path("out"), mailbox: "inbox")
        let folder = home.path(form == "eml" ? "out" : "out/cur")
        let files = try home.names(in: folder).filter { $0 != FlagFile.name }
        let digests = try files.map { name in
            SHA256.digest(of: try MessageFile.read("\(folder.text)/\(name)")).description
        }
        #expect(Set(digests) == Set(try await home.held(.inbox).map(\.digest)))
        #expect(files.count == ExchangeTests.mails.count)
        if form == "eml" { #expect(files.allSatisfy { $0.hasSuffix(".eml") }) }
        #expect(!files.contains { $0.hasSuffix(".part") })
    }

    @Test("what the mailbox holds already is skipped, unless it is wanted twice")
    func again() async throws {
        let home = try await ExchangeHome()
        try home.writeMails(ExchangeTests.mails, to: "in")
        let count = ExchangeTests.mails.count
        _ = try await home.importing(home.path("in"), into: .inbox)
        let second = try await home.importing(home.path("in"), into: .inbox).tally
        #expect(second.imported == 0 && second.skipped == count)
        let elsewhere = try await home.importing(home.path("in"), into: .junk).tally
        #expect(elsewhere.imported == count)
        let third = try await home.importing(
            home.path("in"), into: .inbox, keepsDuplicates: true
        ).tally
        #expect(third.imported == count && third.skipped == 0)
    }

    @Test("one message that cannot be read costs that message alone")
    func unreadable() async throws {
        let home = try await ExchangeHome()
        try home.writeMails([ExchangeTests.mails[0], ExchangeTests.mails[1]], to: "in")
        symlink("/nowhere", home.path("in/gone.eml").text)
        // A file of holes takes no room on the disk.
        try home.write([], to: "in/huge.eml")
        #expect(
            truncate(home.path("in/huge.eml").text, off_t(Limits.importedMessageOctets + 1)) == 0)
        let outcome = try await home.importing(home.path("in"), into: .inbox)
        #expect(outcome.tally.imported == 2)
        #expect(outcome.told.count == 2)
        #expect(outcome.told.contains { $0.detail == "it is larger than 256 MiB" })
    }

    @Test("an account is exported with a place for each mailbox, and nothing else is there")
    func account() async throws {
        let home = try await ExchangeHome()
        try home.writeMails(ExchangeTests.mails, to: "in")
        _ = try await home.importing(home.path("in"), into: .junk)
        _ = try await home.exporting(.mbox, to: home.path("all"))
        #expect(
            try home.names(in: home.path("all")) == [
                "Archive.mbox", "Drafts.mbox", "Inbox.mbox", "Junk.mbox", "Sent.mbox",
                "Trash.mbox",
            ])
        _ = try await home.importing(home.path("all/Junk.mbox"), into: .archive)
        #expect(try await home.held(.archive) == home.held(.junk))
        _ = try await home.exporting(.maildir, to: home.path("some"), query: "../c")
        #expect(try home.names(in: home.path("some")) == ["Archive", "Junk"])
        #expect(try home.names(in: home.path("some/Junk/cur")).count == 7)
    }

    @Test("nothing is overwritten", arguments: ["mbox", "maildir", "eml"])
    func overwriting(form: String) async throws {
        let home = try await ExchangeHome()
        let form = try #require(MailExport.Form(rawValue: form))
        try home.write([1], to: "file")
        #expect(mkdir(home.path("full").text, 0o700) == 0)
        try home.write([1], to: "full/file")
        for name in ["file", "full"] {
            let problem = await #expect(throws: Problem.self) {
                try await home.exporting(form, to: home.path(name), mailbox: "inbox")
            }
            #expect(problem?.kind == .cannotCreate)
        }
        #expect(try MessageFile.read(home.path("file").text) == [1])
        #expect(try home.names(in: home.path("full")) == ["file"])
    }

    @Test("mail of a server's mailbox is not imported, because the server would not hear of it")
    func server() async throws {
        let home = try await ExchangeHome()
        let store = home.workplace.store
        let record = AccountRecord(
            name: "work", kind: .imap, address: "", server: "imap://ann@127.0.0.1")
        let work = try #require(try store.adopt([record]).first).id
        try await store.mergeMailboxes(
            [RemoteMailbox(remoteName: Array("INBOX".utf8), name: "INBOX", role: .inbox)],
            of: work, isComplete: true)
        let command = ImportCommand(
            account: "work", mailbox: "inbox", paths: [home.temporary.path],
            keepsDuplicates: false)
        let problem = await #expect(throws: Problem.self) {
            try await command.run(in: home.workplace, Output(isJSON: false))
        }
        #expect(problem?.kind == .usage && problem?.remedy.isEmpty == false)
    }
}
