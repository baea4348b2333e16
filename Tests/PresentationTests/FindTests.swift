import Console
import Mail
import Testing

@testable import Presentation

@Suite struct FindTests {
    private func finding(_ words: String, keys: String = "") -> Session {
        var session = Session(SampleMail.reading, size: Size(columns: 60, rows: 14))
        session.press("j Enter T / \"\(words)\" Enter \(keys)")
        return session
    }

    @Test("words are found without regard to case and marks, and shown where they stand")
    func folded() {
        let session = finding("CAFE at")
        #expect(session.bottomLine.contains("Match 1 of 1"))
        var canvas = Canvas(size: session.interface.size)
        session.interface.draw(on: &canvas)
        let row = session.lines.firstIndex { $0.contains("Room 3 is free") } ?? 0
        let reversed = (0..<60).filter { canvas[$0, row].style.attributes.contains(.reverse) }
        #expect(reversed.map { canvas[$0, row].cluster }.joined() == "café at")
    }

    @Test("n goes on, Esc n back, and both say that they went round")
    func around() {
        var session = finding("line 1")
        #expect(session.bottomLine.contains("Match 1 of 8"))
        session.press("n n n n n n n")
        #expect(session.bottomLine.contains("Match 8 of 8"))
        #expect(session.picture.contains("Line 16"))
        session.press("n")
        #expect(session.bottomLine.contains("Match 1 of 8; the search went on from the top"))
        session.press("Esc n")
        #expect(session.bottomLine.contains("Match 8 of 8; the search went on from the end"))
    }

    @Test("words are found across the end of a wrapped line, not across paragraphs")
    func acrossLines() {
        let paragraphs = [Paragraph("one two three four"), Paragraph("five")]
        let lines = Laid(paragraphs, columns: 8).lines
        #expect(lines.map(\.text.string) == ["one two", "three", "four", "five"])
        var search = MessageSearch(words: "two  THREE f")
        search.look(in: lines)
        #expect(search.matches.count == 1)
        #expect(search.stretches(in: 0) == [4..<7])
        #expect(search.stretches(in: 1) == [0..<5])
        #expect(search.stretches(in: 2) == [0..<1])
        var none = MessageSearch(words: "four five")
        none.look(in: lines)
        #expect(none.matches.isEmpty)
    }

    @Test("what is not there is said, and asked for again by n in the next message")
    func nothing() {
        var session = finding("elephant")
        #expect(session.bottomLine.contains("This message has no \"elephant\""))
        session.press("/ \"zoe\" Enter k n")
        #expect(session.bottomLine.contains("This message has no \"zoe\""))
        session.press("j n")
        #expect(session.bottomLine.contains("Match 1 of"))
    }

    @Test("the raw message is searched too")
    func raw() {
        var session = finding("boundary", keys: "e")
        session.send(.raw(EntryID(22), .ready("Subject: x\n\n--BOUNDARY\n")))
        session.press("n")
        #expect(session.bottomLine.contains("Match 1 of 1"))
    }

    @Test("folding knows letters with marks, ligatures of spelling and wide letters")
    func letters() {
        for (text, words) in [
            ("Café", "cafe"), ("STRASSE", "straße"), ("cafe\u{301}", "café"), ("ΆΛΦΑ", "αλφα"),
            ("校正の件", "正の"), ("a  \t b", "a b"), ("Łódź", "łodz"), ("Йод", "иод"),
        ] {
            let wanted = FoldedText(words).letters
            #expect(FoldedText(text).places(of: wanted).count == 1, "\(text)")
        }
    }

    @Test("as many matches as are kept are found, and no more of the words are looked at")
    func limits() {
        let one = Paragraph(String(repeating: "ab ", count: 10))
        let lines = Laid(Array(repeating: one, count: Limits.matches / 10 + 5)).lines
        var search = MessageSearch(words: "ab")
        search.look(in: lines)
        #expect(search.matches.count == Limits.matches)
        let long = String(repeating: "x", count: Limits.searchedCharacters)
        for more in ["", "y"] {
            var search = MessageSearch(words: long + more)
            search.look(in: Laid(Paragraph(long), columns: 40).lines.map(\.asRaw))
            #expect(search.matches.count == 1)
        }
    }
}

extension MessageLine {
    /// The line as a piece of one that was cut at the edge.
    fileprivate var asRaw: MessageLine { MessageLine(kind: .raw, body: body, block: 1) }
}
