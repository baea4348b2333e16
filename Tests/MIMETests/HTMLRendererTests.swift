import Testing

@testable import MIME

@Suite("HTML as text")
struct HTMLRendererTests {
    private func render(_ html: String) -> String {
        var renderer = HTMLRenderer()
        return renderer.render(html)
    }

    private func remoteImages(_ html: String) -> Int {
        var renderer = HTMLRenderer()
        _ = renderer.render(html)
        return renderer.remoteImages
    }

    @Test("white space collapses, paragraphs are apart, a break is a break")
    func blocks() {
        #expect(
            render("<p>one\n  two<p>three<br>four</p><div>five</div>six")
                == "one two\n\nthree\nfour\n\nfive\nsix")
    }

    @Test("lists are marked, ordered ones numbered from their start")
    func lists() {
        #expect(
            render("<ul><li>a<li>b<ol start=3><li>c</li><li>d</ol></ul>e")
                == "- a\n- b\n  3. c\n  4. d\ne")
    }

    @Test("a long item goes on under its text")
    func itemIndent() {
        #expect(render("<ul><li>a<br>b</ul>") == "- a\n  b")
    }

    @Test("quotations are marked as in plain mail, empty lines inside them too")
    func quotes() {
        #expect(
            render("a<blockquote>b<p>c<blockquote>d</blockquote></blockquote>e")
                == "a\n\n> b\n>\n> c\n>\n> > d\n\ne")
    }

    @Test("preformatted text keeps its lines and blanks")
    func preformatted() {
        #expect(render("<pre>a  b\n  c</pre>d") == "a  b\n  c\n\nd")
    }

    @Test("links are numbered and listed once each")
    func links() {
        #expect(
            render(
                "<a href='http://x.example/a?b=1&amp;c'>one</a> <a href=http://x.example/a?b=1&c>two</a>"
            )
                == "one [1] two [1]\n\n[1] http://x.example/a?b=1&c")
    }

    @Test("a link that shows its own target needs no number")
    func plainLinks() {
        #expect(render("<a href='https://x.example/'>x.example</a>") == "x.example")
        #expect(render("<a href='mailto:a@x.example'>a@x.example</a>") == "a@x.example")
    }

    @Test("a target that lies about itself is shown")
    func deceptiveLink() {
        #expect(
            render("<a href='https://evil.example/'>bank.example</a>")
                == "bank.example [1]\n\n[1] https://evil.example/")
    }

    @Test(
        "only web and mail links are listed", arguments: ["javascript:x", "#top", "file:///x", ""])
    func otherLinks(target: String) {
        #expect(render("<a href='\(target)'>text</a>") == "text")
    }

    @Test("images show their alternative text and nothing else")
    func images() {
        #expect(render("<img src=x alt='Logo'> <img src=y>end") == "[image: Logo] end")
    }

    @Test("images on other computers are counted, inline ones are not")
    func remoteImageCount() {
        #expect(
            remoteImages("<img src='http://x/y'><img SRC=//x/y><img src='&#104;ttps://x'>") == 3)
        #expect(remoteImages("<img src='cid:1'><img src='data:image/png;base64,x'><p>x") == 0)
        #expect(
            remoteImages("<td background=http://x/y><div style='background: URL(http://x)'>") == 2)
    }

    @Test("scripts, styles, titles and comments are never shown")
    func unseen() {
        let html = """
            <title>t</title><style>p > a {}</style><script>if (a < b) "</p>"</script>
            <!-- no --><!--[if mso]>no<![endif]--><![if !mso]>yes<![endif]><?xml no ?>
            """
        #expect(render(html) == "yes")
    }

    @Test("what a browser hides is left out, with all that is inside it")
    func hidden() {
        #expect(render("a<div style='Display : none'>b<div>c</div>d</div>e") == "ae")
        #expect(render("a<span hidden>b</span>c") == "ac")
    }

    @Test("character references are decoded, unknown ones stay")
    func entities() {
        #expect(
            render("caf&eacute; &#8364;&#x20ac;&#128; &amp;lt; &bogus; &")
                == "café €€€ &lt; &bogus; &")
        #expect(render("&#0;&#xD800;&#99999999999999;") == "\u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test("cells of a row stand beside each other")
    func tables() {
        #expect(
            render("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>e")
                == "a  b\nc  d\ne")
    }

    @Test("a bracket that opens no tag is text")
    func looseBrackets() {
        #expect(render("a < b <3 </ > c") == "a < b <3 </ > c")
    }

    @Test("a tag or comment that never ends takes nothing before it away")
    func leftOpen() {
        #expect(render("a <b>b</b> <img alt='x").hasPrefix("a b"))
        #expect(render("a <!-- b") == "a")
        #expect(render("a <script> b") == "a")
    }

    @Test(
        "hostile shapes cost time in proportion to their length",
        arguments: [
            "<", "<a ", "<!--", "<a href='", "&", "</", "<script", "<div>", "<li>",
            "<a href=http://x>",
            "<table><tr><td>", "&#9", "<blockquote>", "<p style='",
        ])
    func hostileShapes(piece: String) {
        let small = String(repeating: piece, count: 500)
        let large = String(repeating: piece, count: 5_000)
        let clock = ContinuousClock()
        let first = clock.measure { _ = render(small) }
        let second = clock.measure { _ = render(large) }
        #expect(second < first * 40 + .milliseconds(200))
    }
}
