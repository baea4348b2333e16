import Mail
import Testing

@testable import App

@Suite("JSON")
struct JSONValueTests {
    @Test("members keep their order and texts are escaped")
    func escaping() {
        let value = JSONValue.object([
            ("b", .string("a \"quote\", a \\ and a\nline")), ("a", .array([1, nil, .bool(true)])),
        ])
        #expect(value.text == #"{"b": "a \"quote\", a \\ and a\nline", "a": [1, null, true]}"#)
    }

    @Test("what could steer a terminal leaves as an escape")
    func controls() {
        let text = JSONValue.string("\u{1B}[2J\u{9B}x\u{202E}y\u{7F}").text
        #expect(text == #""\u001b[2J\u009bx\u202ey\u007f""#)
    }

    @Test("what is not known is null and never zero")
    func unknown() {
        let row = ListRow(
            id: EntryID(812), message: MessageID(1), mailbox: MailboxID(2), account: AccountID(3),
            thread: ThreadID(77), from: [Address(name: "作者", address: "a@example.org")],
            subject: "校正", date: Timestamp(seconds: 1_795_257_720), flags: [.seen, .flagged])
        let text = JSONValue(row, account: "work", mailbox: "INBOX").text
        #expect(
            text
                == #"{"id": 812, "account": "work", "mailbox": "INBOX", "thread": 77, "#
                + #""subject": "校正", "from": [{"name": "作者", "address": "a@example.org"}], "#
                + #""to": [], "date": "2026-11-21T10:42:00Z", "size": null, "#
                + #""flags": ["seen", "flagged"], "keywords": [], "attachments": null, "#
                + #""preview": null}"#)
    }
}
