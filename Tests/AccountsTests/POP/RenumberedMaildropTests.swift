import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("A server that names all its messages anew", .timeLimit(.minutes(5)))
struct RenumberedMaildropTests {
    private static let names = (1...20).map { "m\($0)" }

    private func renumbered(_ options: POPOptions = POPOptions()) async throws -> POPSide {
        let side = try await POPSide(Self.names, options)
        try await side.check(.never)
        side.room.edit { $0.renumber(uidValidity: 99) }
        side.room.world.deliver(Letter.octets("new"), to: "ann")
        return side
    }

    @Test("its mail is found again by the headers, and only what is new is fetched")
    func found() async throws {
        let side = try await renumbered()
        let report = try await side.check(.never)
        #expect(report.new == 1)
        #expect(report.remarks.count == 1)
        #expect(side.log.count(of: "RETR") == 21)
        #expect(try await side.letters() == (Self.names + ["new"]).sorted())
        #expect(try await side.check(.never).new == 0)
    }

    @Test("nothing is deleted in the visit that noticed it")
    func noDeletion() async throws {
        let side = try await renumbered()
        try await side.check(.afterDownload)
        #expect(side.log.count(of: "DELE") == 0)
        try await side.check(.afterDownload)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == (Self.names + ["new"]).sorted())
    }

    @Test("where the server cannot show headers all is fetched, and nothing is shown twice")
    func withoutTOP() async throws {
        let side = try await renumbered(.without([.top]))
        #expect(try await side.check(.never).new == 1)
        #expect(side.log.count(of: "RETR") == 41)
        #expect(try await side.letters() == (Self.names + ["new"]).sorted())
        #expect(side.log.count(of: "DELE") == 0)
        #expect(try await side.check(.never).new == 0)
    }

    @Test("few messages under new names are fetched, and known by their octets")
    func few() async throws {
        let side = try await POPSide(["a", "b"])
        try await side.check(.never)
        side.room.edit { $0.renumber(uidValidity: 99) }
        #expect(try await side.check(.never).new == 0)
        #expect(try await side.letters() == ["a", "b"])
        #expect(try await side.check(.never).new == 0)
        #expect(side.log.count(of: "RETR") == 4)
    }

    @Test("what was deleted here does not come back under its new name")
    func expunged() async throws {
        let side = try await POPSide(Self.names)
        try await side.check(.never)
        let rows = try await side.room.rows("Inbox", of: side.account)
        try await side.expunge(try #require(rows.first).id)
        side.room.edit { $0.renumber(uidValidity: 99) }
        #expect(try await side.check(.never).new == 0)
        #expect(try await side.letters().count == 19)
    }

    @Test("a server that lost its UIDL is known by its headers, with the mail left there")
    func withoutUIDL() async throws {
        let side = try await POPSide(["a", "b"], .without([.uidl]))
        #expect(try await side.check(.never).new == 2)
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        #expect(try await side.check(.never).new == 1)
        #expect(side.log.count(of: "RETR") == 3)
        #expect(try await side.check(.afterDownload).removed == 3)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b", "c"])
    }

    @Test("a name that means another message now costs neither the old one nor the new one")
    func wandered() async throws {
        func listing(_ names: [String], _ number: Int) -> Script.Rule {
            let lines = names.enumerated().map { "\($0 + 1) \($1)\r\n" }.joined()
            return .init("UIDL", number: number, .instead(Array("+OK\r\n\(lines).\r\n".utf8)))
        }
        let side = try await POPSide(
            ["a", "bb", "ccc"],
            script: Script([listing(["1", "2", "3"], 1), listing(["2", "3", "1"], 2)]))
        try await side.check(.never)
        #expect(try await side.check(.never).new == 0)
        #expect(try await side.letters() == ["a", "bb", "ccc"])
        try await side.check(.afterDownload)
        try await side.check(.afterDownload)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "bb", "ccc"])
    }

    @Test("a name given to a new message right after the old one went does not cost it")
    func reusedAtOnce() async throws {
        let listing = Script.Rule("UIDL", .instead(Script.lines("+OK", "1 x", ".")))
        let side = try await POPSide(["a"], script: Script([listing]))
        try await side.check()
        #expect(side.room.lettersThere().isEmpty)
        side.room.world.deliver(Letter.octets("b"), to: "ann")
        #expect(try await side.check().new == 1, "it has the name and the size of the old one")
        try await side.check()
        #expect(try await side.letters() == ["a", "b"])
    }
}
