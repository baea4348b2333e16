import DemoServer
import Mail
import MIME
import Storage
import Synchronization
import Testing

@testable import Accounts

@Suite("Download and delete", .timeLimit(.minutes(5)))
struct DownloadTests {
    @Test(
        "all mail comes and none stays, with whatever the server offers",
        arguments: [
            POPOptions(), .without([.pipelining]), .without([.capa]), .without([.uidl]),
            .without([.top, .respCodes]), POPOptions(features: [.user], mechanisms: []),
        ])
    func everything(_ options: POPOptions) async throws {
        let names = (1...120).map { "m\($0)" }
        let side = try await POPSide(names, options)
        let report = try await side.check()
        #expect([report.new, report.unseen, report.removed] == [120, 120, 120])
        #expect(try await side.letters() == names.sorted())
        #expect(side.room.lettersThere().isEmpty)
        let again = try await side.check()
        #expect([again.new, again.removed] == [0, 0])
        #expect(try await side.letters().count == 120)
        #expect(side.log.faults.isEmpty)
    }

    @Test("the octets are kept as they came, with their hash, also of a large message")
    func octets() async throws {
        let large = Letter.octets(
            "large", text: String(repeating: "..a line of text\r\n.\r\n", count: 80_000))
        let room = try Mailroom()
        room.world.deliver(large, to: "ann")
        let small = Letter.octets("small", text: ".dots\r\n..\r\n")
        room.world.deliver(small, to: "ann")
        let side = try await POPSide(room)
        try await side.check()
        for row in try await room.rows("Inbox", of: side.account) {
            let octets = try #require(try await room.store.octets(of: row.message))
            #expect(octets == (row.letter == "large" ? large : small))
        }
        let hashes = try await room.store.maildropItems(of: side.account).map(\.sha256)
        var digest = SHA256()
        digest.update(large[...])
        #expect(hashes.contains(digest.finish().octets))
    }

    @Test("DELE is only said of what is on the disk")
    func deleteAfterCommit() async throws {
        // More than two groups and two windows, so that deletions travel with retrievals as well.
        let names = (1...2_300).map { "m\($0)" }
        let room = try Mailroom(.ann(names))
        let account = try room.adopt(.pop)
        let seen = Mutex<[Bool]>([])
        let session = Eavesdropper(POPServerSession(context: ServiceContext(world: room.world))) {
            [store = room.store, uidValidity = 7] said in
            let numbers = said.split(separator: "\r\n").filter { $0.hasPrefix("DELE ") }
                .map { "\(uidValidity)." + $0.dropFirst(5) }
            guard !numbers.isEmpty else { return }
            waitFor {
                let held = try await store.maildropItems(of: account)
                    .filter { $0.state == .deletePending }.map(\.id.uniqueID)
                seen.withLock { $0.append(Set(numbers).isSubset(of: held)) }
            }
        }
        let service = try OneService(session, network: room.network)
        let side = try POPSide(room, port: service.port)
        try await side.check()
        #expect(room.lettersThere().isEmpty)
        #expect(seen.withLock { $0.count } >= 1)
        #expect(seen.withLock { $0.allSatisfy { $0 } })
        await service.stop()
    }

    @Test("nothing is deleted when the store cannot keep it")
    func fullDisk() async throws {
        let side = try await POPSide(["a", "b"])
        side.room.store.close()
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(side.log.count(of: "DELE") == 0)
        #expect(side.room.lettersThere() == ["a", "b"])
    }

    @Test("a refused RETR costs one message, for one visit")
    func refusedRetrieval() async throws {
        let script = Script([.init("RETR", number: 2, .instead(Script.lines("-ERR Not now")))])
        let side = try await POPSide(["a", "b", "c"], script: script)
        let report = try await side.check()
        #expect(report.new == 2)
        #expect(report.remarks == ["The server would not give one message: Not now"])
        #expect(side.room.lettersThere().count == 1)
        try await side.check()
        #expect(try await side.letters() == ["a", "b", "c"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("a refused DELE is said again the next time, and nothing comes twice")
    func refusedDeletion() async throws {
        let script = Script([.init("DELE", number: 1, .instead(Script.lines("-ERR Not now")))])
        let side = try await POPSide(["a", "b"], script: script)
        #expect(try await side.check().removed == 1)
        #expect(side.room.lettersThere().count == 1)
        #expect(try await side.check().new == 0)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b"])
    }

    @Test("a QUIT that the server did not carry out is told")
    func refusedQuit() async throws {
        let script = Script([
            .init("QUIT", number: 1, .instead(Script.lines("-ERR Some stay")))
        ])
        let side = try await POPSide(["a"], script: script)
        #expect(try await side.check().remarks == ["Not all deletions happened: Some stay"])
        try await side.check()
        #expect(try await side.letters() == ["a"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("a message larger than is fetched is shown by its header, stays where it is, and is told")
    func tooLarge() async throws {
        let script = Script([
            .init("LIST", .instead(Script.lines("+OK", "1 9223372036854775807", "2 40", ".")))
        ])
        let side = try await POPSide(["a", "b"], script: script)
        let report = try await side.check()
        #expect(report.remarks.count == 1)
        #expect(try await side.letters() == ["a", "b"])
        #expect(side.room.lettersThere() == ["a"])
    }

    @Test("many messages are fetched in several visits, so that deletions become real")
    func visits() async throws {
        let names = (1...5_050).map { "m\($0)" }
        let side = try await POPSide(names)
        let report = try await side.check()
        #expect(report.new == 5_050)
        #expect(side.log.count(of: "QUIT") == 2)
        #expect(side.room.lettersThere().isEmpty)
    }
}
