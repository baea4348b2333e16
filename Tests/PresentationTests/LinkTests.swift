import Mail
import Testing

@testable import Presentation

@Suite struct LinkTests {
    private func session(_ keys: String) -> Session {
        var session = Session(SampleMail.reading)
        session.press("Enter Ctrl-b \(keys)")
        return session
    }

    @Test("Enter opens a web link as the mail gives it")
    func opens() {
        let session = session("Enter")
        guard case .openLink(let target) = session.effects.last else {
            Issue.record("no link was opened")
            return
        }
        #expect(target.hasPrefix("https://shop.example/offers?campaign=spring"))
        #expect(session.interface.popup != nil)
    }

    @Test("a link that shows another address than it leads to is asked about first")
    func disagreeing() {
        var session = session("j Enter")
        #expect(session.bottomLine.contains("Leads to evil.example, though it shows bank.example"))
        session.press("n")
        #expect(!session.effects.contains(.openLink("http://evil.example/bank")))
        session.press("Enter y")
        #expect(session.effects.last == .openLink("http://evil.example/bank"))
    }

    @Test("only web links are opened; others say why not")
    func otherSchemes() {
        #expect(session("3 Enter Enter").bottomLine.contains("Mail cannot be written yet"))
        #expect(session("4 Enter Enter").bottomLine.contains("Only web links are opened"))
        #expect(session("9 Enter").bottomLine.contains("There is no link 9"))
    }

    @Test("y copies the target, whatever its kind")
    func copies() {
        let session = session("4 Enter y")
        #expect(session.effects.last == .copy("javascript:alert(1)"))
    }

    @Test(
        "addresses that programs read differently are refused",
        arguments: [
            "http:/x", "http://", "https://a b", "https://a\\b", "https://a\nb",
            "https://\u{202E}a",
            "http:evil.example", "https://@", "file:///etc/passwd", "", "x", "data:text/html,x",
        ])
    func damaged(_ target: String) {
        guard case .refused = LinkTarget(target) else {
            Issue.record("\(LinkTarget(target))")
            return
        }
    }

    @Test("the host is what stands after user and before port, path and query")
    func hosts() {
        for target in [
            "https://A.example", "http://u:p@a.example:80/x", "HTTPS://a.example?b@c.example",
            "https://a.example#@b.example",
        ] {
            #expect(LinkTarget(target) == .web(host: "a.example"))
        }
        #expect(LinkTarget("http://[::1]:80/") == .web(host: "[::1]"))
    }

    @Test("a doubt names where the link leads, and is none where words and target agree")
    func doubts() {
        func doubt(_ text: String, _ target: String) -> String? {
            ReadingLink(target: target, text: text).doubt
        }
        #expect(doubt("www.a.example", "https://a.example/x") == nil)
        #expect(doubt("a.example", "https://login.a.example/") == nil)
        #expect(doubt("click here", "https://b.example/") == nil)
        #expect(doubt("version 2.0 is out", "https://b.example/") == nil)
        #expect(doubt("a.example and b.example", "https://a.example/") != nil)
        #expect(doubt("a.example", "https://a.example?mail=x@y.example") == nil)
        #expect(doubt("a.example", "https://a.example@b.example") != nil)
        #expect(doubt("a.example", "https://a.example.b.example/")?.contains("b.example") == true)
        #expect(doubt("https://a.example/x", "https://b.example/") != nil)
        #expect(doubt("Visit www.a.example.", "https://b.example/") != nil)
        #expect(doubt("«a.example»!", "https://b.example/") != nil)
        #expect(doubt("a.ex\u{200B}ample", "https://b.example/") != nil)
        #expect(doubt("Visit www.a.example.", "https://a.example/") == nil)
        #expect(doubt("", "https://a.example@b.example/")?.contains("Leads to b.example") == true)
        #expect(doubt("", "https://xn--exmple-4nf.org/") != nil)
        #expect(doubt("", "https://exаmple.org/") != nil)
    }

    @Test("a link of as many characters as are shown is whole, a longer one is cut")
    func longLinks() {
        for (count, isWhole) in [(Limits.linkCharacters, true), (Limits.linkCharacters + 1, false)]
        {
            let target = String(repeating: "x", count: count - 1) + "!"
            let document = MessageDocument(
                DocumentRequest(EntryID(1)), chosenFields: [], allFields: [],
                text: ReadingText([], links: [ReadingLink(target: target, text: "t")]),
                textSource: .html)
            let lines = LinkList(of: document).lines(of: 0, columns: 80)
            #expect(lines.contains { $0.text.string.hasSuffix("!") } == isWhole)
        }
    }

    @Test("a message without links says so")
    func none() {
        var session = Session(SampleMail.reading)
        session.press("j Enter Ctrl-b")
        #expect(session.bottomLine.contains("This message has no links"))
    }
}
