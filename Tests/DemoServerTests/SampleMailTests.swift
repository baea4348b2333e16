import Mail
import Testing

@testable import DemoServer

@Suite("Sample mail")
struct SampleMailTests {
    private let users = SampleMail.users(now: SmallWorld.now)

    @Test("there are two users with enough mail to look at")
    func amounts() throws {
        let work = try #require(users.first { $0.name == SampleMail.imapUser })
        let home = try #require(users.first { $0.name == SampleMail.popUser })
        #expect(work.mailboxes.reduce(0) { $0 + $1.messages.count } >= 40)
        #expect(home["INBOX"]?.messages.count ?? 0 >= 14)
        #expect(
            work.mailboxes.map(\.name) == [
                "INBOX", "Archive", "Drafts", "Sent", "Trash", "Junk", "Projects/Martlet",
                "Lists/swift-dev",
            ])
        #expect(Set(work.mailboxes.compactMap(\.role)).count == 6)
    }

    @Test("every message is well formed: CRLF lines, short ones, and the fields mail must have")
    func wellFormed() {
        for message in users.flatMap(\.mailboxes).flatMap(\.messages) {
            let part = MessagePart(message: message.raw)
            for name in ["Date", "From", "To", "Subject", "Message-ID", "Content-Type"] {
                #expect(part.header[name] != nil, "\(name) is missing")
            }
            let lines = message.raw.split(separator: 10, omittingEmptySubsequences: false)
            #expect(lines.dropLast().allSatisfy { $0.last == 13 && $0.count < 999 })
            #expect(lines.last?.isEmpty == true)
            #expect(!part.headerOctets.contains { $0 >= 128 || $0 == 27 })
        }
    }

    @Test("Message-IDs are all different, and every answer names a message that is there")
    func threads() {
        let all = users.flatMap(\.mailboxes).flatMap(\.messages).map {
            MessagePart(message: $0.raw).header
        }
        let ids = all.compactMap { $0["Message-ID"] }
        #expect(Set(ids).count == ids.count)
        for answered in all.compactMap({ $0["In-Reply-To"] }) { #expect(ids.contains(answered)) }
    }

    @Test("nothing is dated after now, and mailboxes are in the order of arrival")
    func dates() {
        for mailbox in users.flatMap(\.mailboxes) {
            let dates = mailbox.messages.map(\.internalDate)
            #expect(dates == dates.sorted())
            #expect(dates.allSatisfy { $0 < SmallWorld.now })
        }
    }

    @Test("what arrives goes to both users and continues threads that are there")
    func arrivals() throws {
        let world = MailWorld(users, clock: { SmallWorld.now })
        let before = try #require(world.user(SampleMail.popUser)?["INBOX"]?.messages.count)
        for arrival in SampleMail.arrivals { arrival.deliver(to: world) }
        #expect(Set(SampleMail.arrivals.map(\.user)) == [SampleMail.imapUser, SampleMail.popUser])
        #expect(world.user(SampleMail.popUser)?["INBOX"]?.messages.count == before + 3)
        let ids = users.flatMap(\.mailboxes).flatMap(\.messages).compactMap {
            MessagePart(message: $0.raw).header["Message-ID"]
        }
        let newest = try #require(world.user(SampleMail.imapUser)?["INBOX"]?.messages.suffix(5))
        let answered = newest.compactMap { MessagePart(message: $0.raw).header["In-Reply-To"] }
        #expect(answered.count == 4)
        #expect(answered.allSatisfy(ids.contains))
    }

    @Test("parts can be told apart: an alternative, and an attachment with a name")
    func parts() throws {
        let inbox = try #require(users[0]["INBOX"])
        let parts = inbox.messages.map { MessagePart(message: $0.raw) }
        #expect(
            parts.contains {
                $0.contentType.value == "multipart/alternative" && $0.children.count == 2
            })
        let mixed = try #require(parts.first { $0.contentType.value == "multipart/mixed" })
        #expect(mixed.children.last?.header["Content-Disposition"] != nil)
    }
}
