import Console
import Mail
import Testing

@testable import Presentation

@Suite struct StyleTests {
    private func canvas(_ theme: Theme, _ keys: String) -> Canvas {
        var session = Session(SampleMail.twoAccounts, preferences: Preferences(theme: theme))
        session.press(keys)
        var canvas = Canvas(size: session.interface.size)
        session.interface.draw(on: &canvas)
        return canvas
    }

    @Test("themes differ in style alone, never in what is said")
    func sameText() {
        for keys in ["", "Enter", "?", "@", "c"] {
            let texts = Set(
                [Theme.defaultDark, .defaultLight, .mono].map { canvas($0, keys).text })
            #expect(texts.count == 1)
        }
    }

    @Test("unread mail is bold, in the list and in the sidebar")
    func unread() {
        let canvas = canvas(.mono, "j")
        #expect(canvas[36, 2].style.attributes.contains(.bold))
        #expect(!canvas[36, 3].style.attributes.contains(.bold))
        #expect(canvas[5, 4].style.attributes.contains(.bold))
        #expect(!canvas[5, 5].style.attributes.contains(.bold))
    }

    @Test("the selection shows on the whole row, also without colour")
    func selection() {
        let canvas = canvas(.mono, "j")
        for column in 23..<80 {
            #expect(canvas[column, 3].style.attributes.contains(.reverse))
            #expect(!canvas[column, 2].style.attributes.contains(.reverse))
        }
    }

    @Test("messages another program deleted are dimmed")
    func deleted() {
        #expect(canvas(.mono, "")[50, 6].style.attributes.contains(.dim))
    }

    @Test("quotations are coloured by depth")
    func quotes() {
        let theme = Theme.defaultDark
        let canvas = canvas(theme, "Enter")
        let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        let deep = rows.firstIndex { $0.hasPrefix(" > >") } ?? 0
        #expect(canvas[1, deep].style == theme.quote(depth: 1))
        #expect(canvas[3, deep].style == theme.quote(depth: 2))
        #expect(canvas[5, deep].style == theme.quote(depth: 2))
        #expect(canvas[2, deep + 1].style == theme.quote(depth: 1))
        #expect(theme.quote(depth: 1) != theme.quote(depth: 2))
        #expect(theme.quote(depth: 99) == theme.quote(depth: 3))
    }

    @Test("themes are found by their names")
    func names() {
        #expect(Theme(named: "mono") == .mono)
        #expect(Theme(named: "default-dark") == .defaultDark)
        #expect(Theme(named: "default-light") == .defaultLight)
        #expect(Theme(named: "pink") == nil)
    }

    @Test("a click selects, a second one opens; a click in the sidebar goes there; the wheel moves")
    func mouse() {
        var session = Session(SampleMail.twoAccounts)
        func at(_ column: Int, _ row: Int, _ kind: MouseEvent.Kind = .press(.left)) -> Event {
            .key(.mouse(MouseEvent(kind, at: Point(column: column, row: row))))
        }
        session.send(at(40, 4))
        #expect(session.selected == 3)
        session.send(at(40, 0, .wheelDown))
        #expect(session.selected == 4)
        session.send(at(40, 5))
        #expect(session.interface.view?.entry == EntryID(4))
        session.press("q")
        session.send(at(5, 4))
        #expect(session.interface.list.scope == .mailbox(SampleMail.workInbox))
        session.send(at(40, 20))
        #expect(session.interface.view == nil)
    }
}
