import Mail
import Testing

@testable import Presentation

@Suite struct TagTests {
    @Test("t tags and goes on; ; applies the next command to the tagged messages")
    func tagged() {
        var session = Session(SampleMail.twoAccounts)
        session.press("t j t ; a")
        #expect(
            session.changes.map(\.action) == [
                .move([EntryID(1), EntryID(3)], to: .role(.archive))
            ])
        #expect(session.interface.list.tags.isEmpty)
        #expect(session.shownIDs == [2, 4, 5, 6, 7])
        #expect(session.selected == 4)
    }

    @Test("; holds for one command only")
    func oneCommand() {
        var session = Session(SampleMail.twoAccounts)
        session.press("t ; F")
        #expect(session.changes.last?.action == .flags([EntryID(1)], add: [], remove: .flagged))
        session.press("F")
        #expect(session.changes.last?.action == .flags([EntryID(2)], add: .flagged, remove: []))
        session.press("; j F")
        #expect(session.changes.last?.action == .flags([EntryID(3)], add: .flagged, remove: []))
    }

    @Test("; moves the tagged messages through the move prompt and the command line too")
    func prompts() {
        var session = Session(SampleMail.twoAccounts)
        session.press("t t ; s \"lists\" Enter")
        #expect(
            session.changes.last?.action
                == .move([EntryID(1), EntryID(2)], to: .mailbox(SampleMail.workLists)))
        session.press("t ; : \"archive\" Enter")
        #expect(session.changes.last?.action == .move([EntryID(3)], to: .role(.archive)))
    }

    @Test("; without tags says why it cannot")
    func nothingTagged() {
        var session = Session(SampleMail.twoAccounts)
        session.press(";")
        #expect(session.bottomLine.contains("No message is tagged"))
        #expect(session.effects.last == .bell)
    }

    @Test("T tags by words far beyond the window")
    func byWords() {
        var session = Session(SampleMail.many(5_000))
        session.press("T \"message 49\" Enter")
        #expect(session.interface.list.tags.count == 199)
        #expect(session.bottomLine.contains("Tagged 199 messages"))
        session.press("; d")
        #expect(session.changes.count == 1)
        #expect(session.lines[0].contains("/ 4,801"))
    }

    @Test("T says so when there are more than it tags at once")
    func tooMany() {
        var exact = Session(SampleMail.many(Int64(Limits.taggedAtOnce)))
        exact.press("T \"message\" Enter")
        #expect(exact.bottomLine.contains("Tagged 1,000 messages"))
        var more = Session(SampleMail.many(Int64(Limits.taggedAtOnce + 1)))
        more.press("T \"message\" Enter")
        #expect(more.bottomLine.contains("Tagged the first 1,000 messages"))
    }

    @Test("a range is taken by the next command, and left by Esc")
    func range() {
        var session = Session(SampleMail.twoAccounts)
        session.press("V j j d")
        #expect(
            session.changes.last?.action
                == .move([EntryID(1), EntryID(2), EntryID(3)], to: .role(.trash)))
        session.press("V j Esc Esc F")
        #expect(session.changes.last?.action == .flags([EntryID(5)], add: .flagged, remove: []))
    }

    @Test("a range can be tagged, and untagged again")
    func rangeOfTags() {
        var session = Session(SampleMail.twoAccounts)
        session.press("V j t")
        #expect(Set(session.interface.list.tags.keys.map(\.rawValue)) == [1, 2])
        session.press("= V j t")
        #expect(session.interface.list.tags.isEmpty)
    }
}
