import Mail
import Settings
import Testing

@testable import App

@Suite("Opening links")
struct OpenerTests {
    @Test(
        "only addresses of the web are opened",
        arguments: [
            "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example",
            "ftp://x.example/", "ssh://x.example", "-o/tmp/x", "", "http", "http:", "https://",
            "http:x", " https://x.example", "vbscript:x", "https:/x.example",
        ])
    func schemes(link: String) {
        #expect(throws: Problem.self) { try Opener.webAddress(link) }
    }

    @Test("a web address keeps what RFC 3986 lets stand, and everything else is encoded")
    func encoding() throws {
        let plain = "https://x.example/a-b_c.d~e?f=g&h=(i)#j%20k[l]@m!*+,;$"
        #expect(try Opener.webAddress(plain) == plain)
        #expect(
            try Opener.webAddress("HTTP://x.example/a b'c\"d`e\u{1B}ü\n")
                == "http://x.example/a%20b%27c%22d%60e%1B%C3%BC%0A")
    }

    @Test("a link as long as can be is opened, a longer one is not")
    func length() throws {
        let link = "https://" + String(repeating: "x", count: Limits.linkOctets - 8)
        #expect(try Opener.webAddress(link) == link)
        #expect(throws: Problem.self) { try Opener.webAddress(link + "x") }
    }

    @Test("a program that is not there is told in words")
    func missing() async {
        let opener = Opener(programs: ProgramSettings(links: ["no-such-program-of-martlet"]))
        await #expect(throws: Problem.self) { try await opener.open(link: "https://x.example") }
    }

    @Test("a program that fails is told with its status, and one that works is not")
    func status() async throws {
        let failing = Opener(programs: ProgramSettings(links: ["sh", "-c", "exit 3"]))
        do {
            try await failing.open(link: "https://x.example")
            Issue.record("it did not fail")
        } catch {
            #expect(error.headline.contains("status 3"))
        }
        try await Opener(programs: ProgramSettings(links: ["true"])).open(link: "https://x.example")
    }
}
