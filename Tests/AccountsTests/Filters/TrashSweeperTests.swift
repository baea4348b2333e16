import Mail
import Settings
import Storage
import Testing

@testable import Accounts

@Suite("Sweeping Trash", .timeLimit(.minutes(5)))
struct TrashSweeperTests {
    private func sweeper(
        _ room: Mailroom, _ account: AccountID, _ kind: AccountKind = .pop, after days: Int64?
    ) -> TrashSweeper {
        let settings = AccountSettings(
            name: "work", kind: kind, emptyTrashAfter: days.map { .seconds($0 * 86_400) },
            incoming: IncomingSettings(host: "127.0.0.1", port: 110, user: "ann"))
        return TrashSweeper(
            account: account, plan: AccountPlan(settings), store: room.store,
            clock: { room.now })
    }

    private func trashed(_ side: POPSide) async throws -> [EntryID] {
        try await side.check()
        let entries = try await side.room.rows("Inbox", of: side.account).map(\.id)
        _ = try await side.room.store.apply(
            Change(ChangeNumber(rawValue: 1), .move(entries, to: .role(.trash))))
        return entries
    }

    @Test("mail goes when its time is over, and the person is told")
    func due() async throws {
        let side = try await POPSide(["a", "b"])
        let entries = try await trashed(side)
        let sweeper = sweeper(side.room, side.account, after: 30)
        // The clock of these tests is behind the store's: the mail counts from the first look.
        #expect(await sweeper.sweep() == [])
        side.room.pass(days: 29)
        #expect(await sweeper.sweep() == [])
        #expect(try await side.room.store.row(entries[0]) != nil)
        side.room.pass(days: 1)
        #expect(
            await sweeper.sweep()
                == ["2 messages that lay in Trash for 30 days deleted for good"])
        #expect(try await side.room.store.row(entries[0]) == nil)
        #expect(await sweeper.sweep() == [])
    }

    @Test("without the setting, and on an IMAP account, nothing ever goes")
    func off() async throws {
        let side = try await POPSide(["a"])
        let entry = try await trashed(side)[0]
        for sweeper in [
            sweeper(side.room, side.account, after: nil),
            sweeper(side.room, side.account, .imap, after: 1),
        ] {
            for _ in 1...3 {
                #expect(await sweeper.sweep() == [])
                side.room.pass(days: 400)
            }
        }
        #expect(try await side.room.store.row(entry) != nil)
    }

    @Test("a clock that jumped back deletes nothing until it has caught up")
    func clock() async throws {
        let side = try await POPSide(["a"])
        let entry = try await trashed(side)[0]
        let sweeper = sweeper(side.room, side.account, after: 1)
        #expect(await sweeper.sweep() == [])
        side.room.pass(days: -100)
        #expect(await sweeper.sweep() == [])
        side.room.pass(days: 99)
        #expect(await sweeper.sweep() == [])
        #expect(try await side.room.store.row(entry) != nil)
        side.room.pass(days: 2)
        #expect(await sweeper.sweep().count == 1)
    }
}
