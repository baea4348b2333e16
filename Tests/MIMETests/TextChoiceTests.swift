import Mail
import Testing

@testable import MIME

@Suite("Which text is read")
struct TextChoiceTests {
    private let page = "<p>The whole story is told here, at some length.</p>"

    private func alternatives(_ plain: String) -> ParsedMessage {
        message(
            """
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8

            \(plain)
            --a
            Content-Type: text/html; charset=utf-8

            \(page)
            --a--

            """)
    }

    @Test("plain text wins, the page can be had, and the other way round")
    func forms() {
        let parsed = alternatives("The story.")
        #expect(parsed.readable.text == "The story.")
        #expect(parsed.readable.otherSource == .html)
        let asked = parsed.readable(ReadingWish(form: .html))
        #expect(asked.source == .html)
        #expect(asked.otherSource == .plain)
        #expect(parsed.readable(ReadingWish(form: .plain)).source == .plain)
    }

    @Test(
        "a plain text that says nothing loses against the page",
        arguments: [
            "", "  \n\n", "Your mail client does not support HTML.",
            "This message is in HTML format; please view it in your browser.",
            "Ihr E-Mail-Programm unterstützt kein HTML.", "http://news.example.org/2026/03?id=7",
            "Voir la version en ligne : http://news.example.org/",
            "This is a multi-part message in MIME format.", "在浏览器中查看",
            "Your client cannot display HTML.", "This email requires an HTML viewer",
            "HTML content: please open it with another program", "Bitte HTML-Ansicht aktivieren!",
            "Ihr Programm kann kein HTML anzeigen", "Votre logiciel n'affiche pas le HTML.",
            "Su programa no puede mostrar HTML", "Il programma non visualizza HTML",
            "Este programa não exibe HTML.", "Uw programma kan geen HTML weergeven",
            "Ditt program kan inte visa HTML", "Ten program nie wyświetla HTML",
            "Программа не показывает HTML", "HTMLメールを表示できません", "无法显示HTML",
        ])
    func hollow(plain: String) {
        let readable = alternatives(plain).readable
        #expect(readable.source == .html)
        #expect(readable.otherSource == .plain)
    }

    @Test("a page that says no more than the plain text loses")
    func hollowPage() {
        let readable = { (page: String) in
            message(
                """
                Content-Type: multipart/alternative; boundary=a

                --a

                ------
                --a
                Content-Type: text/html; charset=utf-8

                \(page)
                --a--

                """
            ).readable
        }
        #expect(readable("<p>Â <img src='cid:a' alt=''><hr>").source == .plain)
        #expect(readable("<p>ok").source == .html)
        #expect(readable("<img src='http://a.example/all.png'>").source == .html)
        let padding = { (count: Int) in String(repeating: " ", count: count) + "<p>Â" }
        let most = Limits.previewSourceOctets - "<p>Â".utf8.count
        #expect(readable(padding(most)).source == .plain)
        #expect(readable(padding(most + 1)).source == .html)
    }

    @Test("a short text that says something wins")
    func short() {
        for plain in ["ok", "Yes, see http://example.org/", "I prefer HTML to PDF."] {
            #expect(alternatives(plain).readable.source == .plain)
        }
    }

    @Test("a text up to the limit is asked whether it says something, a longer one does")
    func limit() {
        let notice = "Your client does not support HTML."
        let padded = { (count: Int) in
            notice + String(repeating: "-", count: count - notice.count)
        }
        #expect(alternatives(padded(Limits.hollowTextOctets)).readable.source == .html)
        #expect(alternatives(padded(Limits.hollowTextOctets + 1)).readable.source == .plain)
    }

    @Test("the root of related parts is read, what it refers to is not")
    func related() {
        let parsed = message(
            """
            Content-Type: multipart/related; boundary=a; start="<root@x>"

            --a
            Content-Type: text/plain
            Content-ID: <other@x>

            referred to
            --a
            Content-Type: text/html
            Content-ID: <root@x>

            <p>root</p>
            --a--

            """)
        #expect(parsed.readable.text == "root")
    }

    @Test("an enclosed message is read like any other")
    func enclosed() {
        let parsed = message(
            """
            Content-Type: multipart/mixed; boundary=a

            --a

            outer
            --a
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: text/plain; charset=iso-8859-2

            inner text
            --a
            Content-Type: text/x-patch
            Content-Disposition: attachment; filename=a.patch

            --- a
            +++ b
            --a
            Content-Type: application/octet-stream

            \u{0}\u{1}
            --a--

            """)
        #expect(parsed.readable.text == "outer")
        #expect(parsed.readable(ReadingWish(part: "2")).text == "inner text")
        #expect(parsed.readable(ReadingWish(part: "2")).charset == "iso-8859-2")
        #expect(parsed.readable(ReadingWish(part: "1")).text == "outer")
        #expect(parsed.readable(ReadingWish(part: "3")).text == "--- a\n+++ b")
        #expect(parsed.readable(ReadingWish(part: "4")).source == .none)
        #expect(parsed.readable(ReadingWish(part: "9")) == ReadableText())
    }

    @Test("links of several texts get numbers of their own")
    func numbers() {
        let parsed = message(
            """
            Content-Type: multipart/mixed; boundary=a

            --a

            http://a.example/
            --a

            http://b.example/
            --a--

            """)
        let reading = parsed.readable.reading
        #expect(reading.links.map(\.target) == ["http://a.example/", "http://b.example/"])
        guard case .paragraph(let last)? = reading.blocks.last else {
            Issue.record("no paragraph")
            return
        }
        #expect(last.runs.map(\.link) == [2])
    }

    @Test("flat text has quotes, markers, rows and rules, and lists links that say something else")
    func flat() {
        let reading = ReadingText(
            [
                .paragraph(Paragraph("a", quoteDepth: 2)),
                .paragraph(Paragraph([TextRun("b")], indent: 4, marker: "•")),
                .table(ReadingTable(rows: [[.init([TextRun("c")]), .init([TextRun("d")])]])),
                .rule(quoteDepth: 0),
            ],
            links: [ReadingLink(target: "http://x/", text: "x"), ReadingLink(target: "http://y/")])
        #expect(
            reading.flat == """
                >> a
                  • b
                c | d
                --------------------

                [1] http://x/
                """)
    }
}
