import Console
import Mail
import Testing

@testable import Presentation

@Suite struct MessageListTests {
    @Test("the selection stays on its message when new mail comes above it")
    func selectionById() {
        var session = Session(SampleMail.many(50))
        session.press("j j j")
        #expect(session.selected == 4)
        session.change {
            $0.rows.insert(SampleMail.row(99, SampleMail.workInbox, "New", minutesAgo: 0), at: 0)
        }
        #expect(session.selected == 4)
        #expect(session.shownIDs.first == 99)
        #expect(session.lines[2].contains("New"))
    }

    @Test("when the selected message vanishes, the one after it is selected")
    func neighbour() {
        var session = Session(SampleMail.many(50))
        session.press("j j")
        session.change { $0.rows.removeAll { $0.id == EntryID(3) } }
        #expect(session.selected == 4)
    }

    @Test("when the last message vanishes, the one before it is selected")
    func neighbourAtEnd() {
        var session = Session(SampleMail.many(50))
        session.press("*")
        session.change { $0.rows.removeAll { $0.id == EntryID(50) } }
        #expect(session.selected == 49)
    }

    @Test("deep in a long list, a vanished selection does not lead back to the top")
    func neighbourDeep() {
        var session = Session(SampleMail.many(10_000))
        session.press("\"5000\" Enter")
        #expect(session.selected == 5_000)
        session.change { $0.rows.removeAll { (4_990...5_002).contains($0.id.rawValue) } }
        #expect(session.selected == 5_003)
    }

    @Test("a list of any length is walked by windows")
    func windows() {
        var session = Session(SampleMail.many(20_000))
        session.press("*")
        #expect(session.selected == 20_000)
        session.press("k PgUp")
        #expect(session.selected == 19_979)
        session.press("=")
        #expect(session.selected == 1)
        for _ in 0..<100 { session.press("Space") }
        #expect(session.selected == 2_001)
        #expect(session.interface.list.shown.count < 1_000)
    }

    @Test("keys act on what is shown while a window is being brought")
    func keysDoNotWait() {
        var session = Session(SampleMail.many(10_000))
        session.isHeld = true
        session.press("* j j")
        #expect(session.selected == 3)
        session.release()
        #expect(session.selected == 10_000)
    }

    @Test("an answer to an older question does not replace the list")
    func staleWindows() {
        var session = Session(SampleMail.many(10_000))
        let old = session.store.snapshot(ListRequest(scope: .unified(.inbox), after: 5))
        session.press("*")
        session.send(.rows(old))
        #expect(session.selected == 10_000)
    }

    @Test("a store that has fewer rows than it said is not asked without end")
    func noEndlessAsking() {
        let session = Session(SampleMail.many(3))
        guard let request = session.interface.list.asked else {
            Issue.record("nothing was asked")
            return
        }
        var snapshot = session.store.snapshot(request)
        snapshot.hasLaterRows = true
        var interface = Interface(size: Size(columns: 80, rows: 24), now: SampleMail.now)
        _ = interface.start()
        var effects = interface.update(.rows(snapshot))
        var rounds = 0
        while case .load(let again)? = effects.first, rounds < 10 {
            rounds += 1
            snapshot.request = again
            effects = interface.update(.rows(snapshot))
        }
        #expect(rounds < 3)
    }

    @Test("digits jump to a number, in the window or beyond it")
    func jump() {
        var session = Session(SampleMail.many(10_000))
        session.press("\"17\" Enter")
        #expect(session.selected == 17)
        session.press("\"9000\" Enter")
        #expect(session.selected == 9_000)
        #expect(session.bottomLine.hasSuffix("#9,000"))
        session.press("\"99999\" Enter")
        #expect(session.selected == 10_000)
    }

    @Test("where the position is unknown no number is shown")
    func unknownPosition() {
        var session = Session(SampleMail.many(500))
        guard let request = session.interface.list.asked else {
            Issue.record("nothing was asked")
            return
        }
        var snapshot = session.store.snapshot(request)
        snapshot.firstPosition = nil
        session.send(.rows(snapshot))
        #expect(!session.bottomLine.contains("#"))
    }

    @Test("a smaller terminal keeps the selection in view")
    func resizing() {
        var session = Session(SampleMail.many(100))
        session.press("Space j j j")
        session.send(.resized(Size(columns: 60, rows: 10)))
        #expect(session.lines.contains { $0.hasPrefix(">") && $0.contains("Message 24") })
    }

    @Test("a limit shows matching messages only, and Esc l all again")
    func limit() {
        var session = Session(SampleMail.twoAccounts)
        session.press("j l \"plan\" Enter")
        #expect(session.shownIDs == [4])
        session.press("Esc l")
        #expect(session.shownIDs.count == 7)
        #expect(session.selected == 4)
    }

    @Test("search goes forward, beyond the window, and on from the top")
    func search() {
        var session = Session(SampleMail.many(10_000))
        session.press("/ \"message 777\" Enter")
        #expect(session.selected == 777)
        session.press("n")
        #expect(session.selected == 1_777)
        session.press("* / \"message 5\" Enter")
        #expect(session.selected == 5)
        #expect(session.bottomLine.contains("went on from the top"))
        session.press("/ \"nowhere\" Enter")
        #expect(session.bottomLine.contains("Nothing has nowhere"))
        #expect(session.selected == 5)
    }
}
