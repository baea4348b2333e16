import Console
import Mail
import Testing

@testable import Presentation

@Suite struct ConversationTests {
    private func session(_ keys: String) -> Session {
        var session = Session(SampleMail.reading)
        session.press(keys)
        return session
    }

    @Test("the title says which message of the conversation is read")
    func position() {
        #expect(session("j Enter").lines[0].contains("3 of 3 in this conversation"))
        #expect(!session("Enter").lines[0].contains("conversation"))
    }

    @Test("J and K go through the conversation, whatever mailbox its messages are in")
    func walking() {
        var session = session("j Enter K")
        #expect(session.interface.view?.entry == EntryID(25))
        #expect(session.lines[0].contains("2 of 3 in this conversation"))
        session.press("K")
        #expect(session.interface.view?.entry == EntryID(26))
        #expect(
            session.changes.last?.action == .flags([EntryID(26)], add: .seen, remove: []))
        #expect(session.selected == 26)
        session.press("K")
        #expect(session.bottomLine.contains("This is the oldest message of the conversation"))
        session.press("J J J")
        #expect(session.bottomLine.contains("This is the newest message of the conversation"))
        #expect(session.selected == 22)
    }

    @Test("the conversation is listed above the text and stays there from message to message")
    func list() {
        var session = session("j Enter Esc v")
        #expect(session.lines[2].contains("Conversation: 3 of 3"))
        #expect(session.lines[3].contains("●") && session.lines[3].contains("Meeting room"))
        #expect(session.lines[5].hasPrefix(" >"))
        session.press("K")
        #expect(session.lines[4].hasPrefix(" >"))
        session.press("K")
        #expect(!session.lines[3].contains("●"))
        session.press("Esc v")
        #expect(session.lines[2].contains("Date:"))
    }

    @Test("a message alone has no conversation, and says so")
    func alone() {
        for keys in ["Esc v", "J", "K"] {
            #expect(session("Enter \(keys)").bottomLine.contains("This message is alone"))
        }
    }

    @Test("a message from elsewhere is changed as any other")
    func changes() {
        var session = session("j Enter K F")
        #expect(
            session.changes.last?.action == .flags([EntryID(25)], add: .flagged, remove: []))
        #expect(session.lines[0].contains("★"))
        session.press("F")
        #expect(
            session.changes.last?.action == .flags([EntryID(25)], add: [], remove: .flagged))
    }

    @Test("rows of another message's conversation are not taken")
    func late() {
        var session = session("Enter")
        session.send(.conversation(EntryID(22), session.store.conversation(of: EntryID(22))))
        #expect(!session.lines[0].contains("conversation"))
    }

    @Test("a conversation of as many messages as are listed is whole, of a longer one the newest")
    func limit() {
        for (count, kept) in [
            (Limits.conversationRows, Limits.conversationRows),
            (Limits.conversationRows + 1, Limits.conversationRows),
        ] {
            var conversation = Conversation()
            let rows = (1...Int64(count)).map { number in
                SampleMail.row(number, SampleMail.workInbox, "x", minutesAgo: 1)
            }
            conversation.replace(rows)
            #expect(conversation.rows.count == kept)
            #expect(conversation.index(of: EntryID(Int64(count))) == kept - 1)
        }
    }

    @Test("what may be read next is made ready once a message is shown")
    func prepare() {
        let session = session("j Enter")
        #expect(session.effects.contains(.prepare([EntryID(23), EntryID(21)])))
    }
}
