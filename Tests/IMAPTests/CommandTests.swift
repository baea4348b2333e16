import Testing
import Wire

@testable import IMAP

@Suite("Command")
struct CommandTests {
    private func text(
        _ command: Command, _ capabilities: Set<Capability> = [], enabled: Set<Capability> = [],
        hasModSeq: Bool = false
    ) -> String {
        let dialect = Dialect(capabilities: capabilities, enabled: enabled, hasModSeq: hasModSeq)
        var writer = CommandWriter(literals: dialect.literals)
        command.encode(into: &writer, dialect)
        return writer.pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "⏎")
    }

    private func name(_ text: String) throws -> MailboxName {
        try #require(MailboxName(text: text))
    }

    @Test("commands read as the RFC writes them")
    func golden() throws {
        let uids = try #require(set("1:3,7"))
        let work = try name("Work")
        #expect(text(.list([])) == "LIST \"\" \"*\"")
        #expect(text(.rename(.inbox, to: work)) == "RENAME \"INBOX\" \"Work\"")
        #expect(text(.subscribe(work)) == "SUBSCRIBE \"Work\"")
        #expect(text(.unsubscribe(work)) == "UNSUBSCRIBE \"Work\"")
        #expect(text(.delete(work)) == "DELETE \"Work\"")
        #expect(text(.create(try name("Ä"))) == "CREATE \"&AMQ-\"")
        #expect(text(.fetch(.uids(uids), .flags)) == "UID FETCH 1:3,7 (UID FLAGS)")
        #expect(
            text(.fetch(.uids(uids), .flags), hasModSeq: true)
                == "UID FETCH 1:3,7 (UID FLAGS MODSEQ)")
        #expect(
            text(.store(uids, .remove, [.seen, .flagged]))
                == "UID STORE 1:3,7 -FLAGS.SILENT (\\Flagged \\Seen)")
        #expect(text(.expunge(uids)) == "UID EXPUNGE 1:3,7")
        #expect(text(.expungeAll) == "EXPUNGE")
        let part = try #require(PartNumber(text: "1.2"))
        #expect(
            text(.fetch(.from(.first), .body(.part(part), .init(offset: 0, count: 262_144))))
                == "UID FETCH 1:* (UID BODY.PEEK[1.2]<0.262144>)")
        #expect(text(.fetch(.all, .body(.mime(part)))) == "UID FETCH 1:* (UID BODY.PEEK[1.2.MIME])")
        let modSeq = try #require(ModSeq(9))
        #expect(
            text(.fetchFlags(.all, changedSince: modSeq), enabled: [.condstore])
                == "UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE 9)")
    }

    @Test("searches")
    func searches() throws {
        let word = try #require(SearchText("Grüße \"x\""))
        let keyword = try #require(Flag("$Work"))
        #expect(text(.search([], .uids)) == "UID SEARCH ALL")
        #expect(
            text(.search([.lacks(.seen), .has(.flagged), .lacks(keyword)], .count), [.esearch])
                == "UID SEARCH RETURN (COUNT) UNSEEN FLAGGED UNKEYWORD $Work")
        #expect(
            text(
                .search(
                    [.messages(.uids(UIDSet(.first))), .since(InternalDate(seconds: 0))], .uids))
                == "UID SEARCH UID 1 SINCE 1-Jan-1970")
        #expect(text(.search([.messages(.uids(UIDSet()))], .uids)) == "UID SEARCH NOT ALL")
        #expect(
            text(.search([.contains(.subject, word)], .uids))
                == "UID SEARCH CHARSET UTF-8 SUBJECT {11}\r\n⏎Grüße \"x\"")
        #expect(SearchText("a\r\nb") == nil)
        #expect(SearchText("") == nil)
    }

    @Test("literals wait for consent unless the server does without")
    func literals() throws {
        let odd = try #require(MailboxName(octets: Array("a\r\nb".utf8)))
        #expect(text(.delete(odd)) == "DELETE {4}\r\n⏎a\r\nb")
        #expect(text(.delete(odd), [.literalPlus]) == "DELETE {4+}\r\na\r\nb")
        let small = try #require(
            Append([UInt8](repeating: 65, count: Limits.smallLiteral), to: .inbox))
        let great = try #require(
            Append([UInt8](repeating: 65, count: Limits.smallLiteral + 1), to: .inbox))
        #expect(!text(.append(small), [.literalMinus]).contains("⏎"))
        #expect(text(.append(great), [.literalMinus]).contains("⏎"))
        #expect(!text(.append(great), [.literalPlus]).contains("⏎"))
        let dated = try #require(
            Append([65], to: .inbox, flags: [.seen], date: InternalDate(seconds: 0)))
        #expect(
            text(.append(dated))
                == "APPEND \"INBOX\" (\\Seen) \" 1-Jan-1970 00:00:00 +0000\" {1}\r\n⏎A")
        #expect(Append([], to: .inbox) == nil)
        #expect(Append([65, 0], to: .inbox) == nil)
    }

    @Test("no mailbox name escapes its string", arguments: 1...200)
    func quoting(seed: UInt64) throws {
        var random = Seeded(seed)
        let octets = (0..<12).map { _ in UInt8.random(in: 1...255, using: &random) }
        let name = try #require(MailboxName(octets: octets))
        var writer = CommandWriter(literals: .neverWait)
        Command.delete(name).encode(into: &writer, Dialect())
        let line = writer.pieces[0].dropFirst("DELETE ".utf8.count)
        let read = Array(line).withUnsafeBufferPointer { bytes in
            var scanner = Scanner(bytes)
            let text = try? scanner.string().map { try scanner.bytes($0) }
            return scanner.isAtEnd ? text : nil
        }
        #expect(read == octets)
    }

    @Test("a command about nothing is done without a word")
    func empty() throws {
        var session = try openSession()
        let tag = session.submit(.store(UIDSet(), .add, [.seen]))
        guard case .event(.completed(tag, .ok)) = try session.next() else {
            Issue.record("not completed")
            return
        }
        guard case .needsBytes = try session.next() else {
            Issue.record("something was sent")
            return
        }
    }

    @Test("what is known of a great mailbox still fits on a line")
    func longResync() throws {
        let uids = UIDSet(stride(from: UInt32(1), to: 100_000, by: 2).compactMap(UID.init))
        let known = Selection.Known(
            uidValidity: try #require(UIDValidity(1)), modSeq: try #require(ModSeq(2)), uids: uids)
        let line = text(.select(Selection(.inbox, known: known)), enabled: [.qresync])
        #expect(line == "SELECT \"INBOX\" (QRESYNC (1 2 1:99999))")
    }

    @Test("part numbers are numbers from one")
    func partNumbers() {
        #expect(PartNumber(text: "1.0") == nil)
        #expect(PartNumber(text: "") == nil)
        #expect(PartNumber(text: "1.") == nil)
        #expect(PartNumber(text: "1] X") == nil)
        #expect(PartNumber(Array(repeating: 1, count: Limits.partDepth)) != nil)
        #expect(PartNumber(Array(repeating: 1, count: Limits.partDepth + 1)) == nil)
        #expect(PartNumber([1, -1]) == nil)
    }
}
