import Console
import Mail
import Testing

@testable import Presentation

@Suite struct ChangeTests {
    private static let refusal = Problem(.refusedByServer, headline: "The server said no")

    @Test("archive shows at once, moves on and asks for one change")
    func archive() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("j a")
        #expect(session.shownIDs == [1, 3, 4, 5, 6, 7])
        #expect(session.selected == 3)
        #expect(
            session.changes == [
                Change(ChangeNumber(rawValue: 1), .move([EntryID(2)], to: .role(.archive)))
            ])
        session.release()
        #expect(session.shownIDs == [1, 3, 4, 5, 6, 7])
        #expect(session.interface.overlay.entries.isEmpty)
    }

    @Test("a stalled disk does not hold the keys")
    func stalledDisk() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("a a a")
        #expect(session.shownIDs == [4, 5, 6, 7])
        session.release()
        #expect(session.shownIDs == [4, 5, 6, 7])
        #expect(session.interface.overlay.entries.isEmpty)
    }

    @Test("an answer from before the change does not bring the message back")
    func olderSnapshot() {
        var session = Session(SampleMail.twoAccounts)
        guard let request = session.interface.list.asked else {
            Issue.record("nothing was asked")
            return
        }
        let old = session.store.snapshot(request)
        session.isHeld = true
        session.press("a")
        session.send(.rows(old))
        #expect(session.shownIDs == [2, 3, 4, 5, 6, 7])
        #expect(!session.interface.overlay.entries.isEmpty)
    }

    @Test("a refused change comes back and says why")
    func refused() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("j a")
        session.send(.changeRefused(ChangeNumber(rawValue: 1), ChangeTests.refusal))
        #expect(session.shownIDs == [1, 2, 3, 4, 5, 6, 7])
        #expect(session.bottomLine.contains("The server said no"))
        #expect(session.interface.history.done.isEmpty)
    }

    @Test("counts of mailboxes and of the unified list change with the key")
    func counts() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        #expect(session.lines[0].contains("3 unread / 6"))
        session.press("a")
        #expect(session.lines[0].contains("2 unread / 5"))
        #expect(session.unread(SampleMail.workInbox) == 1)
        #expect(session.unread(SampleMail.workArchive) == 1)
        session.release()
        #expect(session.lines[0].contains("2 unread / 5"))
        #expect(session.unread(SampleMail.workInbox) == 1)
        #expect(session.unread(SampleMail.workArchive) == 1)
    }

    @Test("each count is confirmed by its own answer")
    func countsConfirmedApart() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("N")
        #expect(session.unread(SampleMail.workInbox) == 1)
        var store = session.store
        store.apply(session.changes[0])
        session.send(.mailboxes(store.countedMailboxes, upTo: store.upTo))
        #expect(session.unread(SampleMail.workInbox) == 1)
        #expect(session.lines[0].contains("2 unread"))
        #expect(!session.interface.overlay.entries.isEmpty)
    }

    @Test("messages another program deleted are not counted")
    func deletedAreNotCounted() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("j j j j d")
        #expect(session.lines[0].contains("3 unread / 6"))
        #expect(!session.shownIDs.contains(5))
    }

    @Test("undo names what it undoes, and the message is back in the same frame")
    func undo() {
        var session = Session(SampleMail.twoAccounts)
        session.isHeld = true
        session.press("j a u")
        #expect(session.bottomLine.contains("Undoing: archive of 1 message"))
        #expect(session.shownIDs == [1, 2, 3, 4, 5, 6, 7])
        #expect(session.selected == 2)
        #expect(session.effects.contains(.undo))
        session.release()
        #expect(session.bottomLine.contains("Undone: the last change"))
        #expect(session.shownIDs == [1, 2, 3, 4, 5, 6, 7])
    }

    @Test("undo goes to the message that came back, however long ago it left")
    func undoSelects() {
        var session = Session(SampleMail.twoAccounts)
        session.press("j a j j u")
        #expect(session.shownIDs == [1, 2, 3, 4, 5, 6, 7])
        #expect(session.selected == 2)
        session.press("j a Esc 2")
        let elsewhere = session.selected
        session.press("u")
        #expect(session.selected == elsewhere)
    }

    @Test("undo says when there is nothing, and what could not be brought back")
    func undoReports() {
        var session = Session(SampleMail.twoAccounts)
        session.press("u")
        #expect(session.bottomLine.contains("There is nothing to undo"))
        session.send(
            .undone(UndoReport(description: "archive of 3 messages", entries: 2, lost: 1)))
        #expect(
            session.bottomLine.contains(
                "Undone (1 message gone for good): archive of 3 messages"))
        session.send(
            .undone(UndoReport(description: "deletion of \"Invoice\"", entries: 0, lost: 1)))
        #expect(
            session.bottomLine.contains("Gone for good, not undone: deletion of \"Invoice\""))
    }

    @Test("delete goes to Trash, and in Trash asks before it is for good")
    func delete() {
        var session = Session(SampleMail.twoAccounts)
        session.press("d")
        #expect(session.changes.last?.action == .move([EntryID(1)], to: .role(.trash)))
        session.press("c \"work trash\" Enter d n")
        #expect(session.changes.count == 1)
        session.press("d y")
        #expect(session.changes.last?.action == .expunge([EntryID(1)]))
        #expect(session.changes.last?.isUndoStep == false)
        #expect(session.shownIDs == [10])
    }

    @Test("flags are set, and taken away where all have them")
    func flags() {
        var session = Session(SampleMail.twoAccounts)
        session.press("F j F")
        #expect(
            session.changes.map(\.action) == [
                .flags([EntryID(1)], add: [], remove: .flagged),
                .flags([EntryID(2)], add: .flagged, remove: []),
            ])
    }

    @Test("catchup marks a mailbox as read in one step")
    func catchUp() {
        var session = Session(SampleMail.twoAccounts)
        session.press(": \"catchup\" Enter")
        #expect(session.bottomLine.contains("Open one mailbox"))
        session.press("Esc 1")
        session.isHeld = true
        session.press(": \"catchup\" Enter")
        #expect(session.changes.map(\.action) == [.catchUp(SampleMail.workInbox)])
        #expect(session.unread(SampleMail.workInbox) == 0)
        #expect(session.interface.list.shown.allSatisfy { !$0.isUnread })
    }

    @Test("the last target is the first choice of the next move")
    func lastTarget() {
        var session = Session(SampleMail.twoAccounts)
        session.press("s \"lists\" Enter s Enter")
        #expect(
            session.changes.map(\.action) == [
                .move([EntryID(1)], to: .mailbox(SampleMail.workLists)),
                .move([EntryID(2)], to: .mailbox(SampleMail.workLists)),
            ])
        session.press("C \"home arch\" Enter")
        #expect(
            session.changes.last?.action
                == .copy([EntryID(3)], to: .mailbox(SampleMail.homeArchive)))
        #expect(session.selected == 3)
    }
}
