import Console
import Mail
import Testing

@testable import Presentation

@Suite struct SuspicionTests {
    @Test("a warning stands in a column and a style that mail text never has, and does not scroll")
    func place() {
        var session = Session(SampleMail.reading, size: Size(columns: 60, rows: 14))
        session.press("j j Enter")
        for keys in ["", "Space", "End", "e", "h", "Esc v"] {
            session.press(keys)
            if keys == "e" { session.send(.raw(EntryID(23), .ready("! raw"))) }
            var canvas = Canvas(size: session.interface.size)
            session.interface.draw(on: &canvas)
            let alarm = session.interface.preferences.theme.alarm
            let rows = (1..<13).filter { canvas[0, $0].cluster == "!" }
            #expect(rows.first == 1 && rows.count >= 3)
            for row in 1..<13 where !rows.contains(row) {
                #expect(canvas[0, row].cluster == " ")
                #expect((0..<60).allSatisfy { canvas[$0, row].style != alarm })
            }
        }
    }

    @Test("at most three lines warn; all headers show every warning")
    func many() {
        var session = Session(SampleMail.reading)
        session.press("j j Enter")
        #expect(session.picture.contains("+2 more; h shows them"))
        #expect(!session.picture.contains("stand in Subject"))
        session.press("h")
        #expect(session.picture.contains("stand in Subject"))
    }

    @Test("as many lines of warning as have room are whole, more are shortened")
    func lines() {
        let short = Suspicion.noSender
        for (count, last) in [
            (Limits.warningLines, short.sentence), (Limits.warningLines + 1, "+2 more"),
        ] {
            let lines = WarningBar.lines(
                Array(repeating: short, count: count), columns: 80, showsAll: false, key: nil)
            #expect(lines.count == Limits.warningLines)
            #expect(lines.last?.string == last)
        }
    }

    @Test(
        "each sentence says first what is certain, however long the mail's own words are",
        arguments: [
            (Suspicion.repliesElsewhere(from: "a.example", to: "b.example"), "go to b.example"),
            (.nameShowsAddress(name: "x@y", address: "evil@z"), "from evil@z"),
            (.mixedScripts(domain: "exаmple.org", encoded: "xn--e"), "xn--e"),
            (.severalSenders(count: 3), "3 senders"), (.noSender, "who sent it"),
            (.sentByAnother(sender: "list@x"), "list@x"),
            (.hiddenCharacters(field: "From"), "stand in From"),
        ])
    func sentences(_ suspicion: Suspicion, _ words: String) {
        #expect(suspicion.sentence.contains(words))
        let long = String(repeating: "n", count: 5_000)
        let hostile = Suspicion.nameShowsAddress(name: long, address: "evil@z")
        #expect(hostile.sentence.count < 200)
    }

    @Test("no name begins a line of its own among the warnings")
    func lineEnds() {
        for end in ["\n", "\r\n", "\u{2028}", "\u{85}"] {
            let suspicion = Suspicion.nameShowsAddress(name: "a\(end)! b", address: "c\(end)d")
            let lines = WarningBar.lines([suspicion], columns: 200, showsAll: true, key: nil)
            #expect(
                lines.map(\.string) == ["This is from c d, whatever its name says: a ! b"])
        }
    }

    @Test("cards say what a part means, in a box that holds its lines")
    func cards() {
        let card = MailCard(
            kind: .deliveryReport, title: "The mail could not be delivered to 作者@example.org",
            rows: [.init("Reason", String(repeating: "long ", count: 30)), .init("", "x\ny")],
            part: "2")
        for columns in [12, 40, 80] {
            let lines = CardLayout(card, wish: LayoutWish(columns: columns)).lines
            #expect(Set(lines.map(\.text.width)) == [columns])
        }
    }

    @Test("as many rows of a card as are shown are shown, of more the number is told")
    func cardRows() {
        for (count, isWhole) in [(Limits.cardRows, true), (Limits.cardRows + 1, false)] {
            let rows = (1...count).map { MailCard.Row("", "row \($0)") }
            let card = MailCard(kind: .contact, title: "x", rows: rows, part: "1")
            let text = CardLayout(card, wish: LayoutWish(columns: 40)).lines
                .map(\.text.string).joined(separator: "\n")
            #expect(text.contains("row \(count)") == isWhole)
            #expect(text.contains("and 1 more") != isWhole)
        }
    }
}
