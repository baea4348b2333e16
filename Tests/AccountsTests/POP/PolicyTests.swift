import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("When a downloaded message is deleted from the server", .timeLimit(.minutes(5)))
struct PolicyTests {
    @Test("not set: the first check only downloads and says so, the next one deletes")
    func notSet() async throws {
        let side = try await POPSide(["a", "b"])
        let first = try await side.check(.afterFirstVisit)
        #expect(first.new == 2)
        #expect(first.remarks.count == 1)
        #expect(first.remarks.first?.contains("2 messages") == true)
        #expect(side.log.count(of: "DELE") == 0)
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        let second = try await side.check(.afterFirstVisit)
        #expect([second.new, second.removed] == [1, 3])
        #expect(second.remarks.isEmpty)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b", "c"])
    }

    @Test("not set: a first check that broke off has told nothing, so the next is the first again")
    func notSetAndCut() async throws {
        let script = Script([.init("RETR", number: 2, .drop)])
        let side = try await POPSide(["a", "b", "c"], script: script)
        await #expect(throws: Problem.self) { try await side.check(.afterFirstVisit) }
        #expect(try await side.check(.afterFirstVisit).remarks.count == 1)
        #expect(side.log.count(of: "DELE") == 0)
        try await side.check(.afterFirstVisit)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b", "c"])
    }

    @Test("not set: also a very large maildrop is only downloaded by the first check")
    func notSetAndLarge() async throws {
        let side = try await POPSide((1...5_001).map { "m\($0)" })
        #expect(try await side.check(.afterFirstVisit).new == 5_001)
        #expect(side.log.count(of: "DELE") == 0)
        #expect(side.log.count(of: "QUIT") == 1)
    }

    @Test("not set, and no unique-ids: downloaded first, deleted the next time, nothing doubled")
    func notSetWithoutNames() async throws {
        let side = try await POPSide(["a", "b"], .without([.uidl]))
        try await side.check(.afterFirstVisit)
        #expect(side.room.lettersThere() == ["a", "b"])
        #expect(try await side.check(.afterFirstVisit).new == 0)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b"])
    }

    @Test("14 days: counted from the download, by the clock")
    func days() async throws {
        let side = try await POPSide(["a"])
        try await side.check(.afterDays(14))
        side.room.pass(days: 13)
        side.room.world.deliver(Letter.octets("b"), to: "ann")
        try await side.check(.afterDays(14))
        #expect(side.room.lettersThere() == ["a", "b"])
        side.room.pass(days: 1)
        #expect(try await side.check(.afterDays(14)).removed == 1)
        #expect(side.room.lettersThere() == ["b"])
        #expect(try await side.letters() == ["a", "b"])
    }

    @Test("forever: nothing is deleted, nothing comes twice")
    func forever() async throws {
        let side = try await POPSide(["a", "b"])
        try await side.check(.never)
        side.room.pass(days: 1_000)
        #expect(try await side.check(.never).new == 0)
        #expect(side.log.count(of: "DELE") == 0)
        #expect(side.log.count(of: "RETR") == 2)
        #expect(try await side.letters() == ["a", "b"])
    }

    @Test("until deleted here: what was expunged here goes there, and does not come back")
    func untilDeleted() async throws {
        let side = try await POPSide(["a", "b"])
        try await side.check(.whenExpungedHere)
        let entry = try #require(
            try await side.room.rows("Inbox", of: side.account).first { $0.letter == "a" })
        try await side.expunge(entry.id)
        #expect(try await side.check(.whenExpungedHere).removed == 1)
        #expect(side.room.lettersThere() == ["b"])
        #expect(try await side.letters() == ["b"])
        #expect(try await side.check(.whenExpungedHere).new == 0)
    }

    @Test("what was expunged here and stays at the server is not downloaded again")
    func tombstone() async throws {
        let side = try await POPSide(["a"])
        try await side.check(.never)
        let entry = try #require(try await side.room.rows("Inbox", of: side.account).first)
        try await side.expunge(entry.id)
        #expect(try await side.check(.never).new == 0)
        #expect(try await side.letters().isEmpty)
    }

    @Test("what a person is told of the server's copy fits the policy")
    func serverCopy() {
        #expect(MaildropPolicy.afterDownload.serverCopy == .removedAfterDownload)
        #expect(MaildropPolicy.afterFirstVisit.serverCopy == .removedAfterDownload)
        #expect(MaildropPolicy.afterDays(0).serverCopy == .removedAfterDownload)
        #expect(MaildropPolicy.afterDays(14).serverCopy == .removedAfter(days: 14))
        #expect(MaildropPolicy.never.serverCopy == .kept)
        #expect(MaildropPolicy.whenExpungedHere.serverCopy == .removedWhenDeletedHere)
    }
}
