import Mail
import Testing

@testable import MIME

@Suite("Plain text as blocks")
struct PlainTextReaderTests {
    private func paragraphs(_ text: String, _ form: PlainTextForm = .plain) -> [Paragraph] {
        PlainTextReader.read(text, form).reading.blocks.compactMap { block in
            if case .paragraph(let paragraph) = block { paragraph } else { nil }
        }
    }

    private func kinds(_ text: String) -> [Paragraph.Kind] {
        paragraphs(text).map(\.kind)
    }

    @Test("lines that a person broke stay lines, blank ones too, but not at the ends")
    func lines() {
        #expect(paragraphs("\n\none\ntwo\n\nthree\n\n").map(\.text) == ["one", "two", "", "three"])
        #expect(paragraphs("").isEmpty)
    }

    @Test(
        "quote marks are counted however they are spaced",
        arguments: [
            ("> a", 1, "a"), (">a", 1, "a"), (">> a", 2, "a"), ("> > a", 2, "a"), (" > a", 1, "a"),
            ("> >> a", 3, "a"), (">  a", 1, " a"), ("    > a", 0, "    > a"),
            (">From here", 0, ">From here"),
            (">", 1, ""), ("a > b", 0, "a > b"),
        ])
    func quotes(line: String, depth: Int, text: String) {
        let found = paragraphs("x\n\(line)\nx")[1]
        #expect(found.quoteDepth == depth)
        #expect(found.text == text)
    }

    @Test("what a mail system sent is no quotation where its answer stands below")
    func transcript() {
        let found = paragraphs("to mx:\n>>> DATA\n<<< 550 no\n>>> a\nb\n> > > a\n<<< b")
        #expect(found.map(\.quoteDepth) == [0, 0, 0, 3, 0, 3, 0])
        #expect(found[1].text == ">>> DATA")
        #expect(paragraphs(">>> QUIT\n<<< 221")[0].text == ">>> QUIT")
    }

    @Test("flowed text is one paragraph until it ends, and what is stuffed is no quote")
    func flowed() {
        let form = PlainTextForm.flowed(deletesSpace: false)
        let found = paragraphs("> one \n> two\nthree \nfour\n >five\n-- \nAlice\n", form)
        #expect(
            found.map(\.text)
                == ["one two", "three four", ">five", "-- ", "Alice"].map {
                    $0 == "-- " ? "--" : $0
                })
        #expect(found.map(\.quoteDepth) == [1, 0, 0, 0, 0])
        #expect(found.last?.kind == .signature)
    }

    @Test("a signature ends where something else begins")
    func signature() {
        #expect(kinds("text\n-- \nAlice\nphone") == [.text, .signature, .signature, .signature])
        #expect(
            kinds("a\n-- \nAlice\n> quoted\nb") == [.text, .signature, .signature, .text, .text])
        #expect(kinds("> a\n> -- \n> Bob\nmine") == [.text, .signature, .signature, .text])
        let outlook = kinds("a\n-- \nAlice\n\n-----Original Message-----\nb")
        #expect(outlook == [.text, .signature, .signature, .signature, .attribution, .text])
    }

    @Test("two dashes without their blank are a signature only before a few last lines")
    func dashes() {
        #expect(kinds("text\n--\nAlice") == [.text, .signature, .signature])
        let long = "text\n--\n" + String(repeating: "more\n", count: 30)
        #expect(kinds(long).allSatisfy { $0 == .text })
        #expect(kinds("text\n--") == [.text, .text])
    }

    @Test(
        "who wrote the quotation is known in many languages",
        arguments: [
            "On Mon, 2 Mar 2026 at 10:11, Alice Example <alice@example.org> wrote:",
            "Am 02.03.26 um 10:11 schrieb Alice Example:",
            "Le lun. 2 mars 2026 à 10:11, Alice a écrit :",
            "El lun, 2 mar 2026 a las 10:11, Alice (<alice@example.org>) escribió:",
            "Il giorno lun 2 mar 2026 alle 10:11 Alice ha scritto:",
            "Op ma 2 mrt 2026 om 10:11 schreef Alice:",
            "2 марта 2026 г., 10:11, Алиса <alice@example.org> написал:",
            "2026年3月2日 10:11，Alice <alice@example.org> 写道：",
            ">> On 2 March, Alice writes:",
        ])
    func attribution(line: String) {
        #expect(paragraphs("Yes.\n\n\(line)\n\nunmarked text").contains { $0.kind == .attribution })
    }

    @Test("an introduction may take several lines, and needs a quotation or somebody who wrote")
    func severalLines() {
        #expect(
            kinds("On Monday, 2 March 2026, Alice Example\n<alice@example.org> wrote:\n> a")
                == [.attribution, .attribution, .text])
        #expect(kinds("Alice said this:\n> a") == [.attribution, .text])
        #expect(kinds("We need this:\na, b") == [.text, .text])
        #expect(kinds("On second thought, no.\nBye") == [.text, .text])
    }

    @Test("the header block of an answered or forwarded mail is no text of the sender")
    func headerBlock() {
        let block = "From: Alice <a@example.org>\nSent: Monday\nTo: Bob\nSubject: x"
        let found = kinds("ok\n\n________________________________\n\(block)\n\nhello")
        #expect(
            found == [.text, .text] + Array(repeating: .attribution, count: 5) + [.text, .text])
        #expect(
            kinds("Von: A\nGesendet: B\nAn: C\nBetreff: D\n\nx").prefix(4).allSatisfy {
                $0 == .attribution
            })
        #expect(kinds("From: here\nto there") == [.text, .text])
        #expect(kinds("---------- Forwarded message ---------\nx")[0] == .attribution)
    }

    @Test("a patch is kept, and the signature below it is none of its lines")
    func patch() {
        let text = """
            Fix it
            ---
             a.swift | 2 +-

            diff --git a/a.swift b/a.swift
            index 1..2 100644
            --- a/a.swift
            +++ b/a.swift
            @@ -1,3 +1,3 @@ func a()
             one
            -- two
            +two
             three
            -- 
            2.40
            """
        let found = kinds(text)
        #expect(Array(found.prefix(4)) == [.text, .text, .fixed, .text])
        #expect(found[4..<13].allSatisfy { $0 == .fixed })
        #expect(Array(found.suffix(2)) == [.signature, .signature])
    }

    @Test(
        "what blanks and signs draw is kept",
        arguments: [
            "| a | b |\n| 1 | 2 |", "+---+---+\n+---+---+", "┌──┐\n└──┘",
            "a      1    x\nb      2    y",
            "name    value\nother    7", "    if a {\n        b\n    }", "\tone\n\ttwo",
            "```\ncode\n```",
        ])
    func drawn(text: String) {
        #expect(kinds(text).allSatisfy { $0 == .fixed })
    }

    @Test("one indented line is the first of a paragraph, not program text")
    func indented() {
        #expect(kinds("    It was a dark night.\nAnd so on.") == [.text, .text])
    }

    @Test("tabs reach the next eighth column, form feeds become a rule")
    func controls() {
        #expect(paragraphs("a\tb").map(\.text) == ["a       b"])
        let blocks = PlainTextReader.read("a\n\u{0C}\nb", .plain).reading.blocks
        #expect(blocks[1] == .rule(quoteDepth: 0))
    }

    @Test("links are numbered once for each target, their text is the target")
    func links() {
        let text = "see http://a.example/ and http://b.example/\nagain http://a.example/"
        let reading = PlainTextReader.read(text, .plain).reading
        #expect(reading.links.map(\.target) == ["http://a.example/", "http://b.example/"])
        let runs = paragraphs(text).flatMap(\.runs)
        #expect(runs.compactMap(\.link) == [1, 2, 1])
        #expect(paragraphs(text).map(\.text).joined(separator: "\n") == text)
    }

    @Test("enriched text loses its commands and keeps what they mean")
    func enriched() {
        let text = "<bold>Now</bold> is <<the>\ntime\n\n<nofill>a\nb</nofill><param>red</param>."
        let found = paragraphs(text, .enriched(isOld: false))
        #expect(found.map(\.text) == ["Now is <the> time", "a", "b", "."])
        #expect(found[0].runs[0].look == .strong)
        #expect(found[1].kind == .fixed)
        let old = paragraphs("a<nl>b <lt>c<comment>no</comment>", .enriched(isOld: true))
        #expect(old.map(\.text) == ["a", "b <c"])
    }

    @Test("the deepest quote, the last line and the last link are at the limits")
    func limits() {
        let marks = { (count: Int) in String(repeating: ">", count: count) + " a" }
        #expect(paragraphs(marks(Limits.quoteDepth - 1))[0].quoteDepth == Limits.quoteDepth - 1)
        #expect(paragraphs(marks(Limits.quoteDepth + 1))[0].quoteDepth == Limits.quoteDepth)
        let links = { (count: Int) in
            (0..<count).map { "http://a.example/\($0)\n" }.joined()
        }
        let reading = { PlainTextReader.read(links($0), .plain).reading.links.count }
        #expect(reading(Limits.textLinks) == Limits.textLinks)
        #expect(reading(Limits.textLinks + 1) == Limits.textLinks)
        let lines = { String(repeating: "a\n", count: $0) }
        let below = PlainTextReader.read(lines(Limits.textBlocks), .plain).reading
        #expect(below.blocks.count == Limits.textBlocks)
        let above = PlainTextReader.read(lines(Limits.textBlocks + 1), .plain).reading
        #expect(above.blocks.last == .paragraph(Paragraph([TextRun("…", look: .added)])))
        let spaced = String(repeating: "\n", count: Limits.textBlocks + 1) + "a\n\n"
        #expect(PlainTextReader.read(spaced, .plain).reading.blocks.count == 1)
        let signature = { "a\n-- \n" + String(repeating: "b\n", count: $0) }
        #expect(kinds(signature(Limits.signatureLines - 1)).last == .signature)
        #expect(kinds(signature(Limits.signatureLines + 1)).last == .text)
        let fence = { "```\n" + String(repeating: "b\n", count: $0) + "```" }
        #expect(kinds(fence(Limits.enclosedLines - 2))[1] == .fixed)
        #expect(kinds(fence(Limits.enclosedLines + 1))[1] == .text)
    }
}
