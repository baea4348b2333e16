import DemoServer
import Mail
import POP
import Storage
import Testing

@testable import Accounts

@Suite("Rules of a maildrop", .timeLimit(.minutes(5)))
struct MaildropRulesTests {
    private static let policies: [MaildropPolicy] = [
        .afterDownload, .afterFirstVisit, .afterDays(14), .never, .whenExpungedHere,
    ]

    @Test("a change of policy neither fetches anything twice nor loses it", arguments: policies)
    func changed(_ first: MaildropPolicy) async throws {
        for second in Self.policies {
            let side = try await POPSide(["a", "b", "c"])
            try await side.check(first)
            side.room.world.deliver(Letter.octets("d"), to: "ann")
            try await side.check(second)
            try await side.check(second)
            #expect(try await side.letters() == ["a", "b", "c", "d"], "\(first) \(second)")
            #expect(side.log.count(of: "RETR") == 4, "\(first) \(second)")
            side.room.pass(days: 30)
            try await side.check(.afterDownload)
            #expect(side.room.lettersThere().isEmpty, "\(first) \(second)")
            #expect(try await side.letters() == ["a", "b", "c", "d"], "\(first) \(second)")
            #expect(side.log.count(of: "RETR") == 4, "\(first) \(second)")
        }
    }

    @Test("with a grace mail is deleted by the first visit after it")
    func grace() async throws {
        let side = try await POPSide(["a"])
        try await side.check(grace: .seconds(3_600))
        #expect(side.room.lettersThere() == ["a"])
        side.room.pass(seconds: 3_599)
        try await side.check(grace: .seconds(3_600))
        #expect(side.room.lettersThere() == ["a"])
        side.room.pass(seconds: 1)
        #expect(try await side.check(grace: .seconds(3_600)).removed == 1)
        #expect(side.room.lettersThere().isEmpty)
        #expect(side.log.count(of: "RETR") == 1)
    }

    @Test("a clock that is set back makes nothing due, and nothing stay for ever")
    func clock() async throws {
        let side = try await POPSide(["a"])
        try await side.check(.afterDays(14))
        side.room.pass(days: -400)
        side.room.world.deliver(Letter.octets("b"), to: "ann")
        try await side.check(.afterDays(14))
        #expect(side.room.lettersThere() == ["a", "b"])
        side.room.pass(days: 414)
        try await side.check(.afterDays(14))
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("a server that deletes by itself is told of where mail was to stay")
    func expiry() {
        let forever = MaildropRules(policy: .never)
        #expect(forever.warning(about: .days(0))?.contains("EXPIRE 0") == true)
        #expect(forever.warning(about: .days(30))?.contains("30 days") == true)
        #expect(forever.warning(about: .never) == nil)
        #expect(forever.warning(about: nil) == nil)
        let days = MaildropRules(policy: .afterDays(14))
        #expect(days.warning(about: .days(14)) == nil)
        #expect(days.warning(about: .days(13)) != nil)
        #expect(MaildropRules(policy: .afterDownload).warning(about: .days(0)) == nil)
    }

    @Test("what the server still holds is known after each visit, with what is deleted next")
    func holdings() async throws {
        let side = try await POPSide(["a", "b"])
        func holdings() async throws -> MaildropHoldings? {
            try await side.room.store.maildropMemory(of: side.account).holdings
        }
        #expect(try await holdings() == nil)
        try await side.check(.afterFirstVisit)
        var held = try #require(try await holdings())
        #expect([held.messages, held.due] == [2, 2])
        #expect(held.octets == Letter.octets("a").count * 2)
        #expect(held.dueAt == nil)
        try await side.check(.afterDays(14))
        held = try #require(try await holdings())
        #expect([held.messages, held.due] == [2, 2])
        #expect(held.dueAt == Timestamp(seconds: Letter.now.seconds + 14 * 86_400))
        try await side.check(.never)
        #expect(try await holdings()?.due == 0)
        try await side.check(.afterDownload)
        held = try #require(try await holdings())
        #expect([held.messages, held.octets, held.due] == [0, 0, 0])
    }
}
