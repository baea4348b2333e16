import Mail
import Testing

@testable import MIME

@Suite("HTML as text")
struct HTMLReaderTests {
    private func render(_ html: String) -> String {
        let lines = PlainLayout(HTMLReader.read(html.utf8).reading).lines
        return lines.joined(separator: "\n")
    }

    private func paragraphs(_ html: String) -> [Paragraph] {
        HTMLReader.read(html.utf8).reading.blocks.compactMap { block in
            guard case .paragraph(let paragraph) = block else { return nil }
            return paragraph.runs.isEmpty ? nil : paragraph
        }
    }

    private func remoteImages(_ html: String) -> Int { HTMLReader.read(html.utf8).remoteImages }

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
                == "  • a\n  • b\n     3. c\n     4. d\n\ne")
        #expect(render("<ol type=i><li>a<li value=9>b</ol>") == "  i. a\n ix. b")
        #expect(render("<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>") == "  • a\n    ◦ b\n      – c")
    }

    @Test("a long item goes on under its text")
    func itemIndent() {
        #expect(render("<ul><li>a<br>b</ul>") == "  • a\n    b")
    }

    @Test("quotations have their depth, empty lines inside them too")
    func quotes() {
        #expect(
            render("a<blockquote>b<p>c<blockquote>d</blockquote></blockquote>e")
                == "a\n\n> b\n>\n> c\n>\n> > d\n\ne")
    }

    @Test("preformatted text keeps its lines and blanks")
    func preformatted() {
        #expect(render("<pre>\na  b\n\n\tc</pre>d") == "a  b\n\n        c\n\nd")
        #expect(paragraphs("<pre>a</pre>b").map(\.kind) == [.fixed, .text])
    }

    @Test("emphasis is a look and goes on over the paragraphs inside it")
    func looks() {
        #expect(render("<b>a <i>b</b> c</i> <s>d</s> <code>e</code>") == "*a *_*b*__ c_ ~d~ `e`")
        #expect(paragraphs("<b>a<p>b</p></b>c").map { $0.runs[0].look } == [.strong, .strong, []])
        #expect(render("<span style='font-weight: 700'>a</span>b") == "*a*b")
    }

    @Test("a number above or below the line stays one")
    func scripts() {
        #expect(render("x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup>") == "x² H₂O 1st")
    }

    @Test("links are numbered and listed once each")
    func links() {
        let text = HTMLReader.read(
            "<a href='http://x.example/a?b=1&amp;c'>one</a> <a href=http://x.example/a?b=1&c>two</a>"
                .utf8
        ).reading
        #expect(text.flat.hasPrefix("one[1] two[1]\n"))
        #expect(text.links == [ReadingLink(target: "http://x.example/a?b=1&c", text: "one")])
    }

    @Test("the number of a link is ours and belongs to the link")
    func linkRuns() {
        let runs = paragraphs("a <a href=http://x/>b</a> c")[0].runs
        #expect(
            runs == [
                TextRun("a "), TextRun("b", link: 1), TextRun("[1]", look: .added, link: 1),
                TextRun(" c"),
            ])
    }

    @Test("a link that shows its own target needs no number")
    func plainLinks() {
        #expect(render("<a href='https://x.example/'>x.example</a>").hasPrefix("x.example\n"))
        #expect(paragraphs("<a href='mailto:a@x.example'>a@x.example</a>")[0].text == "a@x.example")
    }

    @Test(
        "what a link shows is where it leads, whatever it is written like",
        arguments: [
            ("https://evil.example/", "https://evil.example/"),
            (" http:\\\\evil.example\\a?b\\c ", "http://evil.example/a?b\\c"),
            ("HTTP:/x.example", "http://x.example"),
            ("ht&#10;tp://x.ex&#9;ample/a b", "http://x.example/a%20b"),
            ("http://bank.example@evil.example/", "http://bank.example@evil.example/"),
            ("http://x/&#x202E;gpj", "http://x/%E2%80%AEgpj"), ("tel:+49 30", "tel:+49%2030"),
            ("http://x/?a=1&copy=2&amp;amp;b", "http://x/?a=1&copy=2&amp;b"),
            ("ssh://-oProxyCommand=x", "ssh://-oProxyCommand=x"), ("File:///x", "file:///x"),
            ("java&#10;script:x", "javascript:x"), ("data:text/html,x", "data:text/html,x"),
            ("ssh:-x", "ssh:-x"), ("cid:1", "cid:1"), ("//x.example/a", "//x.example/a"),
            ("ms-word:ofe|u|file", "ms-word:ofe|u|file"),
        ])
    func target(href: String, target: String) {
        let reading = HTMLReader.read("<a href='\(href)'>bank.example</a>".utf8).reading
        #expect(reading.links.map(\.target) == [target])
        #expect(reading.flat.hasPrefix("bank.example[1]"))
    }

    @Test(
        "places in the page are no links",
        arguments: ["#top", "", "page.html", "http:", "javascript:", "//", ":x", "1x:y", "a b:c"])
    func otherLinks(target: String) {
        let reading = HTMLReader.read("<a href='\(target)'>text</a>".utf8).reading
        #expect(reading.flat == "text")
        #expect(reading.links.isEmpty)
    }

    @Test("images show their alternative text and nothing else")
    func images() {
        #expect(render("<img src=x alt='Logo'> <img src=y>end <img alt='' src=z>") == "[Logo] end")
        #expect(paragraphs("<img alt=Logo>")[0].runs == [TextRun("[Logo]", look: .picture)])
        #expect(render("<img src=cid:x> <img src=cid:y width=1 height=1>") == "[image]")
    }

    @Test("a picture written into its address is named, unless it can only keep a place")
    func pictureInAddress() {
        let start = "DATA:image/png;base64,"
        let rest = String(repeating: "A", count: Limits.htmlPictureOctets - start.utf8.count)
        #expect(render("<p>a</p><img src='\(start)\(rest)'>") == "a\n\n[image]")
        #expect(render("<p>a</p><img src='\(start)\(rest.dropLast())'>") == "a")
        #expect(render("<p>a</p><img alt='' src='\(start)\(rest)'>") == "a")
    }

    @Test("a link around a picture can be chosen")
    func imageLink() {
        #expect(paragraphs("<a href=http://x/y><img src=z></a>")[0].text == "[image][1]")
        #expect(render("<a href=http://x/y> </a>a") == "a")
    }

    @Test("images on other computers are counted, inline ones are not")
    func remoteImageCount() {
        #expect(
            remoteImages("<img src='http://x/y'><img SRC=//x/y><img src='&#104;ttps://x'>") == 3)
        #expect(remoteImages("<img src='cid:1'><img src='data:image/png;base64,x'><p>x") == 0)
        #expect(
            remoteImages("<td background=http://x/y><div style='background: URL(http://x)'>") == 2)
        #expect(remoteImages("<div hidden><img src=http://x width=1></div>") == 1)
    }

    @Test("scripts, styles, titles and comments are never shown")
    func unseen() {
        let html = """
            <title>t</title><style>p > a {}</style><script>if (a < b) "</p>"</script>
            <!-- no --><!--[if mso]>no<![endif]--><![if !mso]>yes<![endif]><?xml no ?>
            <!--[if !mso]><!-->too<!--<![endif]-->
            """
        #expect(render(html) == "yes too")
    }

    @Test("what a browser hides is left out, with all that is inside it, and counted")
    func hidden() {
        #expect(render("a<div style='Display : none'>b<div>c</div>d</div>e") == "ae")
        #expect(render("a<span hidden>b</span>c") == "ac")
        #expect(
            render("<style>.pre, #x{display:none!important}</style><p class='y pre'>b</p>c") == "c")
        #expect(render("<p style='font-size:0'>a<b style='font-size:12px'>b</b></p>") == "*b*")
        let padded = "<p hidden>&nbsp;&zwnj;</p><p hidden>a</p><p style='max-height:0px'>b</p>"
        #expect(HTMLReader.read(padded.utf8).hiddenTexts == 2)
    }

    @Test("a rule for small screens hides nothing")
    func mediaRules() {
        let sheet = "<style>@media (max-width:9px){.a{display:none}} .b{color:red}</style>"
        #expect(render(sheet + "<p class=a>seen</p>") == "seen")
    }

    @Test("character references are decoded, unknown ones stay")
    func entities() {
        #expect(
            render("caf&eacute; &#8364;&#x20ac;&#128; &amp;lt; &bogus; & &check; &le &lsqb;")
                == "café €€€ &lt; &bogus; & ✓ &le [")
        #expect(render("&#0;&#xD800;&#99999999999999;") == "\u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test("what takes no room is dropped, joiners between letters are kept")
    func invisible() {
        #expect(render("so\u{AD}ft&shy;er a&#8203;b\u{FEFF}") == "softer ab")
        #expect(render("می\u{200C}خواهم x&zwnj;y") == "می\u{200C}خواهم xy")
    }

    @Test("a bracket that opens no tag is text")
    func looseBrackets() {
        #expect(render("a < b <3 </ > c") == "a < b <3 </ > c")
    }

    @Test("a tag or comment that never ends takes nothing before it away")
    func leftOpen() {
        #expect(render("a <b>b</b> <img alt='x") == "a *b*")
        #expect(render("a <!-- b") == "a")
        #expect(render("a <script> b") == "a")
        #expect(render("a <a href=\"x>b</a> c") == "a b c")
    }

    @Test("a preview ends early and has no numbers")
    func preview() {
        let html = String(
            repeating: "<p><a href=http://x/>words</a> <img alt=no src=x>", count: 9_000)
        let reading = HTMLReader.read(html.utf8, isPreview: true).reading
        #expect(reading.links.isEmpty)
        #expect(reading.flat.utf8.count < 2 * Limits.htmlPreviewOctets)
        #expect(!reading.flat.contains("["))
    }

    @Test(
        "an image element of any shape never traps",
        arguments: ["<img", "<img/", "<img =", "</", "<a b='"])
    func cut(html: String) {
        #expect(render(html).isEmpty || html == "</")
    }

    @Test(
        "hostile shapes end within the limits",
        arguments: [
            "<", "<a ", "<!--", "<a href='", "&", "</", "<script", "<div>", "<li>", "&#9",
            "<a href=http://x>", "<table><tr><td>", "<blockquote>", "<p style='", "<b><p>x</b>",
            "<td>a", "</b>", "<style>.a{", "<ul><li>a", "<table><td>a<td>b<tr><td>c<table>",
            "<div style='border-top:solid'>a: b<br>c: d<br>e: f</div>", "<a href=http://x><img>",
        ])
    func hostileShapes(piece: String) {
        let html = String(repeating: piece, count: 5_000)
        let reading = HTMLReader.read(html.utf8).reading
        #expect(reading.blocks.count <= 4 * 5_000)
        #expect(reading.links.count <= 1)
        #expect(reading.blocks.allSatisfy { $0.quoteDepth <= Limits.htmlQuotes })
    }
}
