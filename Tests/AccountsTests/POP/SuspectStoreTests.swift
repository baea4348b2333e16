import DemoServer
import Mail
import Synchronization
import Testing

@testable import Accounts
@testable import Storage

@Suite("Deletions and a disk that fails", .timeLimit(.minutes(5)))
struct SuspectStoreTests {
    /// What the server heard until the visit was given up, in a store of which a sync fails when
    /// the server hears the word.
    private func heard(
        _ count: Int = 40, failingAt word: String,
        _ check: (Mailroom, POPSide) async throws -> Void
    ) async throws -> [Substring] {
        let room = try Mailroom(.ann((1...count).map { "m\($0)" }))
        let heard = Mutex("")
        let session = Eavesdropper(POPServerSession(context: ServiceContext(world: room.world))) {
            [store = room.store] said in
            heard.withLock { $0 += said }
            if said.contains(word) { store.soundness.suspect("fsync failed") }
        }
        let service = try OneService(session, network: room.network)
        let side = try POPSide(room, port: service.port)
        let problem = await #expect(throws: Problem.self) { try await side.check() }
        #expect(problem?.kind == .disk)
        try await check(room, side)
        await service.stop()
        return heard.withLock { $0.split(separator: "\r\n") }
    }

    @Test("while the store is suspect no message is deleted at the server")
    func noDeletion() async throws {
        let lines = try await heard(failingAt: "RETR 1") { room, _ in
            #expect(room.lettersThere().count == 40)
        }
        #expect(lines.contains { $0.hasPrefix("RETR") })
        #expect(!lines.contains { $0.hasPrefix("DELE") })
        #expect(!lines.contains("QUIT"))
    }

    @Test("deletions that were said already do not happen once the store is suspect")
    func noGoodbye() async throws {
        // More than two windows, so that deletions travel with retrievals.
        let lines = try await heard(2_300, failingAt: "DELE") { room, _ in
            #expect(room.lettersThere().count == 2_300)
        }
        #expect(lines.contains { $0.hasPrefix("DELE") })
        #expect(!lines.contains("QUIT"))
    }
}
