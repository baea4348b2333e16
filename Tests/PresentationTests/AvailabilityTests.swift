import Console
import Mail
import Testing

@testable import Presentation

@Suite struct AvailabilityTests {
    @Test(
        "a key that cannot work says why",
        arguments: [
            ("c \"work arch\" Enter a", "This message is in Archive already"),
            ("n", "Nothing was searched for yet"),
            ("Esc l", "All messages are shown already"),
            ("$", "Every change has reached its server"),
            ("v", "v works in a message"),
            ("m", "m does nothing"),
            ("j Enter v", "This message has no attachments"),
            (": \"save\" Enter", "save works in the list of attachments"),
            (": \"explode\" Enter", "There is no command \"explode\""),
            ("c \"qqq\" Enter", "No mailbox fits \"qqq\""),
            ("k", "This is the first message"),
        ])
    func reasons(_ keys: String, _ reason: String) {
        var session = Session(SampleMail.twoAccounts)
        session.press(keys)
        #expect(session.bottomLine.contains(reason))
    }

    @Test("in an empty list every verb says that there is no message")
    func emptyList() {
        for keys in ["a", "d", "s", "C", "F", "N", "t", "V", "Enter"] {
            var session = Session(SampleMail.nothing)
            session.press(keys)
            #expect(session.bottomLine.contains("There is no message here"), "\(keys)")
            #expect(session.changes.isEmpty)
        }
    }

    @Test("an account that left the settings is not checked, and says why")
    func notConnected() {
        var store = SampleMail.twoAccounts
        store.accounts[0].state = .notConnected
        var session = Session(store)
        session.press("Esc 1 G")
        #expect(session.bottomLine.contains("no longer in the settings"))
        session.press("Esc 2 G")
        #expect(session.effects.last == .checkForMail(SampleMail.home))
        session.press("Esc 0 G")
        #expect(session.effects.last == .checkForMail(nil))
    }

    @Test("there is no sidebar where there is no room")
    func sidebar() {
        var session = Session(SampleMail.twoAccounts, size: Size(columns: 60, rows: 20))
        session.press("B")
        #expect(session.bottomLine.contains("no room for the sidebar"))
    }

    @Test("help dims what cannot work now and says why")
    func help() {
        var session = Session(SampleMail.nothing, size: Size(columns: 120, rows: 40))
        session.press("? / \"archive\" Enter")
        #expect(session.picture.contains("not now: There is no message here"))
        session.press("q")
        #expect(session.interface.popup == nil)
    }

    @Test("every place has help, and every place is left by q and by Esc")
    func leaving() {
        for opening in ["?", "@", "Enter v", "Enter ?", "@ ?"] {
            for leaving in ["q", "Esc"] {
                var session = Session(SampleMail.twoAccounts)
                session.press(opening)
                #expect(session.interface.popup != nil)
                session.press(leaving)
                #expect(session.interface.popup == nil)
            }
        }
    }
}
