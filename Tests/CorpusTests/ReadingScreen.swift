import Console
import MIME
import Mail

@testable import App
@testable import Presentation

/// The screen of somebody whose only mail is the one given, from the list to the mail's end.
struct ReadingScreen {
    private var interface: Interface
    private let message: ParsedMessage
    private let row: ListRow
    /// What was seen, one canvas a key.
    private(set) var pages: [Canvas] = []

    private static let account = AccountID(1)
    private static let inbox = MailboxID(2)
    /// Keys that are pressed at most; the end of a longer mail is looked at all the same.
    private static let pageLimit = 30

    init(_ octets: [UInt8], size: Size) {
        message = ParsedMessage(octets)
        let envelope = message.envelope
        row = ListRow(
            id: EntryID(3), message: MessageID(4), mailbox: ReadingScreen.inbox,
            account: ReadingScreen.account, thread: ThreadID(5), from: envelope.from,
            to: envelope.to, subject: envelope.subject,
            date: envelope.date ?? Timestamp(seconds: 0), flags: .seen, size: octets.count,
            attachments: message.attachments.count, preview: message.preview)
        interface = Interface(
            size: size, now: Timestamp(seconds: 1_795_176_000),
            start: Place(scope: .mailbox(ReadingScreen.inbox)))
        open()
        read("Enter")
        read("h")
        // The links with their targets, and the attachments.
        read("Ctrl-b")
        press("Esc")
        read("v")
    }

    private mutating func open() {
        let capabilities = Capabilities(
            reach: .everyDevice, arrival: .pushed, serverCopy: .kept, search: .here,
            mailboxes: .server)
        send(
            .accounts([
                AccountSummary(
                    id: ReadingScreen.account, name: "Work", kind: .imap, address: "a@example.org",
                    capabilities: capabilities, state: .online)
            ]))
        let inbox = MailboxSummary(
            id: ReadingScreen.inbox, account: ReadingScreen.account, name: "INBOX", role: .inbox,
            counts: MailboxCounts(total: 1), isOnServer: true)
        send(.mailboxes([inbox], upTo: .none))
        perform(interface.start())
        look()
    }

    /// Presses a key, then pages to the end.
    private mutating func read(_ key: String) {
        press(key)
        press("Home")
        for _ in 0..<ReadingScreen.pageLimit {
            let before = pages.last?.text
            press("Space")
            if pages.last?.text == before { break }
        }
        press("End")
    }

    private mutating func press(_ name: String) {
        guard let key = Key(named: name) else { return }
        send(.key(key))
        look()
    }

    private mutating func look() {
        var canvas = Canvas(size: interface.size)
        interface.draw(on: &canvas)
        pages.append(canvas)
    }

    private mutating func send(_ event: Event) {
        perform(interface.update(event))
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .load(let request):
                send(
                    .rows(
                        ListSnapshot(
                            request: request, rows: [row], hasEarlierRows: false,
                            hasLaterRows: false, firstPosition: 0, counts: MailboxCounts(total: 1),
                            upTo: .none)))
            case .open(let request):
                let builder = DocumentBuilder(zone: .utc)
                if let document = builder.document(request, message) {
                    send(.document(request, .ready(document)))
                }
            default:
                break
            }
        }
    }
}
