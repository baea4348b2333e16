import Console
import Mail
import Testing

@testable import Presentation

@Suite struct MailboxTests {
    private func session(_ start: String = "Esc 2") -> Session {
        var session = Session(SampleMail.twoAccounts)
        session.press(start)
        return session
    }

    private func names(_ session: Session) -> [String] {
        session.interface.index.mailboxes.filter { $0.role == nil }.map(\.name)
    }

    @Test("Esc c, and ? in the prompt for a mailbox, list the mailboxes")
    func browser() {
        for keys in ["Esc c", "c \"?\"", ": \"mailboxes\" Enter"] {
            var session = session()
            session.press(keys)
            #expect(session.interface.context == .mailboxes, "\(keys)")
            #expect(session.bottomLine.contains("C create"))
            session.press("q")
            #expect(session.interface.context == .list)
        }
    }

    @Test("Enter opens the mailbox selected")
    func open() {
        var session = session()
        session.press("Esc c j Enter")
        #expect(session.interface.list.scope == .mailbox(SampleMail.homeArchive))
        #expect(session.interface.popup == nil)
    }

    @Test("C makes a mailbox in the account looked at, and u takes it back")
    func create() throws {
        var session = session()
        session.press("Esc c C \"Lists/Rust\" Enter")
        let path = try MailboxPath("Lists/Rust")
        #expect(session.changes.map(\.action) == [.createMailbox(SampleMail.home, path)])
        #expect(names(session) == ["Lists/swift", "Lists/Rust"])
        #expect(session.bottomLine.contains("Created \"Lists/Rust\" in Home; u undoes it"))
        session.press("u")
        #expect(names(session) == ["Lists/swift"])
    }

    @Test("the commands work from a list as well")
    func fromList() {
        var session = session()
        session.press(": \"create-mailbox Clubs\" Enter")
        #expect(names(session).contains("Clubs"))
        session.press("c \"clubs\" Enter : \"rename-mailbox Groups\" Enter")
        #expect(names(session).contains("Groups"))
        session.press(": \"remove-mailbox\" Enter")
        #expect(!names(session).contains("Groups"))
        #expect(session.interface.list.scope == .mailbox(SampleMail.homeInbox))
    }

    @Test(
        "a name that cannot be is told, and what was typed stays",
        arguments: [("\"a//b\"", "A name needs something"), ("\"trash\"", "There is a mailbox")])
    func badName(typed: String, reason: String) {
        var session = session()
        session.press("Esc c C \(typed) Enter")
        #expect(session.changes.isEmpty)
        #expect(session.bottomLine.contains(reason))
        guard case .text(let prompt) = session.interface.prompt else {
            Issue.record("the question is gone")
            return
        }
        #expect(!prompt.editor.text.isEmpty)
    }

    @Test("r renames, with the old name to begin with")
    func rename() throws {
        var session = session()
        session.press("Esc c C \"Clubs\" Enter")
        let id = try #require(session.interface.index.mailboxes.first { $0.name == "Clubs" }).id
        session.press("* r \"/Chess\" Enter")
        #expect(
            session.changes.last?.action == .renameMailbox(id, to: try MailboxPath("Clubs/Chess")))
    }

    @Test("a mailbox with mail is removed after a question, an empty one at once")
    func remove() throws {
        var session = session()
        session.press("Esc c C \"Clubs\" Enter q")
        let id = try #require(session.interface.index.mailboxes.first { $0.name == "Clubs" }).id
        session.press("s \"clubs\" Enter Esc c * d")
        #expect(session.bottomLine.contains("Remove \"Clubs\"? 1 message goes to Trash."))
        session.press("n")
        #expect(session.changes.allSatisfy { $0.action != .removeMailbox(id) })
        session.press("d y")
        #expect(session.changes.last?.action == .removeMailbox(id))
        var other = self.session()
        other.press("Esc c C \"Empty\" Enter * d")
        guard case .removeMailbox = other.changes.last?.action else {
            Issue.record("an empty mailbox was asked about")
            return
        }
    }

    @Test(
        "what cannot be done with a mailbox says why",
        arguments: [
            ("Esc 2", "Esc c d", "Inbox is needed by the account and cannot be removed"),
            ("Esc 2", "Esc c r", "Inbox is needed by the account and cannot be renamed"),
            ("Esc 1", "Esc c C", "The server keeps Work's mailboxes; that is not built yet"),
            ("Esc 1", "Esc c * d", "Trash is needed by the account"),
            ("Esc 0", ": \"create-mailbox x\" Enter", "Go to a mailbox of the account"),
            ("Esc 0", ": \"filter\" Enter", "Open one mailbox to filter it"),
            ("Esc 0", ": \"empty-trash\" Enter", "Go to a mailbox of the account whose Trash"),
        ])
    func reasons(start: String, keys: String, reason: String) {
        var session = session(start)
        session.press(keys)
        #expect(session.picture.contains(reason), "\(session.bottomLine)")
        #expect(session.changes.isEmpty)
    }

    @Test("emptying Trash asks, and says that there are no other copies")
    func emptyTrash() {
        var session = session()
        session.press(": \"empty-trash\" Enter")
        #expect(session.bottomLine.contains("Trash is empty"))
        session.press("d : \"empty-trash\" Enter")
        #expect(session.picture.contains("these are the only copies"))
        session.press("y")
        #expect(session.changes.last?.action == .empty(SampleMail.homeTrash))
        #expect(session.changes.last?.isUndoStep == false)
        #expect(session.store.rows.allSatisfy { $0.mailbox != SampleMail.homeTrash })
    }

    @Test("X moves to Junk, and in Junk back to the inbox")
    func junk() {
        var session = session()
        let row = session.interface.list.selection
        session.press("X")
        #expect(session.changes.last?.action == .move([row].compactMap { $0 }, to: .role(.junk)))
        #expect(session.bottomLine.contains("to Junk; u undoes it"))
    }

    @Test("a mailbox that goes away while it is shown leads to the inbox of its account")
    func vanished() {
        var session = session()
        session.press("c \"home arch\" Enter")
        session.change { store in store.mailboxes.removeAll { $0.id == SampleMail.homeArchive } }
        #expect(session.interface.list.scope == .mailbox(SampleMail.homeInbox))
        #expect(session.bottomLine.contains("Archive is gone"))
    }

    @Test("filtering asks for one change that undo can name")
    func filter() {
        var session = session()
        session.press(": \"filter\" Enter")
        #expect(
            session.effects.last
                == .runFilters(SampleMail.homeInbox, session.interface.lastNumber))
        session.press("u")
        #expect(session.bottomLine.contains("filters on Inbox") || session.effects.contains(.undo))
    }

    @Test("what undo could not bring back of a mailbox is said")
    func remarks() {
        var session = session()
        session.send(
            .undone(
                UndoReport(
                    description: "creation of mailbox \"Lists\"", entries: 0, lost: 0,
                    remarks: ["\"Lists\" holds other mail now and stays"])))
        #expect(session.bottomLine.contains("Not undone: creation of mailbox \"Lists\""))
    }
}
