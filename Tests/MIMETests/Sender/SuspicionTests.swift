import Mail
import Testing

@testable import MIME

@Suite("Suspicions")
struct SuspicionTests {
    private func suspicions(_ header: String) -> [Suspicion] {
        message(header + "\n\nbody\n").suspicions
    }

    @Test("ordinary mail raises none")
    func ordinary() {
        let header = """
            From: Alice Example <alice@mail.example.org>
            Sender: robot@example.org
            Reply-To: Alice <alice@example.org>
            To: bob@example.net
            Subject: Lunch?
            """
        #expect(suspicions(header) == [])
    }

    @Test("answers that go to another owner's domain")
    func replies() {
        #expect(
            suspicions("From: boss@bank.example\nReply-To: evil@example.com")
                == [.repliesElsewhere(from: "boss@bank.example", to: "evil@example.com")])
        #expect(
            suspicions("From: a@one.co.uk\nReply-To: a@two.co.uk")
                == [.repliesElsewhere(from: "a@one.co.uk", to: "a@two.co.uk")])
        #expect(suspicions("From: a@mail.one.co.uk\nReply-To: a@one.co.uk") == [])
    }

    @Test("a list that takes the answers, or writes in the author's stead, is no suspicion")
    func lists() {
        let toList = """
            From: alice@example.org
            Reply-To: dev@lists.example.net
            List-Post: <mailto:dev@lists.example.net>
            Sender: dev-bounces@lists.example.net
            """
        #expect(suspicions(toList) == [])
        let munged = """
            From: "alice@example.org via Dev" <dev@lists.example.net>
            Reply-To: alice@example.org
            List-Id: Developers <dev.lists.example.net>
            """
        #expect(suspicions(munged) == [])
        let stranger = """
            From: alice@example.org
            Reply-To: evil@example.com
            List-Id: Developers <dev.lists.example.net>
            """
        #expect(suspicions(stranger).count == 1)
    }

    @Test(
        "a name that shows another address",
        arguments: [
            "\"boss@bank.example\" <evil@example.com>",
            "\"Boss <boss@bank.example>\" <evil@example.com>",
            "evil@example.com (boss@bank.example)",
            "=?utf-8?q?boss=40bank=2Eexample?= <evil@example.com>",
            "\"boss\u{FF20}bank\u{FF0E}example\" <evil@example.com>",
            "\"bo\u{200D}ss@ba\u{2060}nk.example\" <evil@example.com>",
            "\"boss@bank.example\"@example.com",
        ])
    func names(from: String) {
        let found = suspicions("From: \(from)")
        let shows = found.contains {
            if case .nameShowsAddress = $0 { true } else { false }
        }
        #expect(shows)
    }

    @Test(
        "a name with its own address, a handle or an @ between words shows no other",
        arguments: [
            "\"alice@example.org\" <alice@example.org>",
            "\"sales@example.org\" <noreply@mail.example.org>",
            "\"Alice (@alice)\" <alice@example.org>",
            "\"Alice @ Example.org\" <alice@example.net>",
        ])
    func ownNames(from: String) {
        #expect(suspicions("From: \(from)") == [])
    }

    @Test("letters of two scripts in a domain, in either form")
    func scripts() {
        let mixed = Suspicion.mixedScripts(
            domain: "b\u{430}nk.example", encoded: "xn--bnk-6cd.example")
        #expect(suspicions("From: Bank <info@b\u{430}nk.example>") == [mixed])
        let encoded = Suspicion.mixedScripts(
            domain: "xn--bnk-6cd.example", encoded: "xn--bnk-6cd.example")
        #expect(suspicions("From: Bank <info@xn--bnk-6cd.example>") == [encoded])
        #expect(suspicions("From: Büro <info@bücher.example>") == [])
    }

    @Test("several people in From, in one field or in two")
    func several() {
        let expected: [Suspicion] = [.severalSenders(count: 2)]
        #expect(suspicions("From: a@example.org, b@example.org") == expected)
        #expect(suspicions("From: a@example.org\nFrom: b@example.org") == expected)
        #expect(suspicions("From: A <a@example.org>\nFrom: A@example.org") == [])
        #expect(suspicions("From: Doe, John <john@example.org>") == [])
    }

    @Test("a mail from nobody", arguments: ["To: a@example.org", "From: Boss", "From: Boss <>"])
    func nobody(header: String) {
        #expect(suspicions(header) == [.noSender])
    }

    @Test("a mail handed in by somebody else")
    func sender() {
        #expect(
            suspicions("From: boss@bank.example\nSender: evil@example.com")
                == [.sentByAnother(sender: "evil@example.com")])
        let newsletter = """
            From: news@shop.example
            Sender: bounce@sender.example
            List-Unsubscribe: <https://shop.example/stop>
            """
        #expect(suspicions(newsletter) == [])
    }

    @Test(
        "characters that hide or reorder text",
        arguments: [
            "in\u{202E}fdp", "a\u{2066}b", "pay\u{200B}pal", "a\u{E0041}b", "a\u{8}b", "a\u{200E}b",
        ])
    func hidden(text: String) {
        #expect(
            suspicions("From: a@example.org\nSubject: \(text)")
                == [.hiddenCharacters(field: "Subject")])
        #expect(
            suspicions("From: \"\(text)\" <a@example.org>") == [.hiddenCharacters(field: "From")])
    }

    @Test(
        "what emoji, joined letters and right-to-left text need is not hidden",
        arguments: [
            "Family \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} day",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} wins",
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
            "\u{5E9}\u{5DC}\u{5D5}\u{5DD} (v2)\u{200F}", "\u{FEFF}Subject",
        ])
    func honest(subject: String) {
        #expect(suspicions("From: a@example.org\nSubject: \(subject)") == [])
    }

    @Test("as many senders as the limit are looked at, and no more")
    func limit() {
        let people = { (count: Int) in
            (0..<count).map { "\"x\u{202E}\($0)\" <a@example.org>" }.joined(separator: ", ")
        }
        let clean = { (count: Int) in
            Array(repeating: "a@example.org", count: count).joined(separator: ", ") + ", "
        }
        let header = { (before: Int) in "From: \(clean(before))\(people(1))" }
        #expect(
            suspicions(header(Limits.checkedSenders - 1)) == [.hiddenCharacters(field: "From")])
        #expect(suspicions(header(Limits.checkedSenders)) == [])
    }

    @Test("addresses in a name are looked for up to the limit")
    func shownAddresses() {
        let name = { (count: Int) in
            String(repeating: "a@example.org ", count: count) + "boss@bank.example"
        }
        #expect(ShownAddress.domains(in: name(Limits.shownAddresses - 1)).last == "bank.example")
        #expect(ShownAddress.domains(in: name(Limits.shownAddresses)).last == "example.org")
    }
}
