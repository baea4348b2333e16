import Console
import Mail

@testable import Presentation

/// A person at the screen: presses keys, and the store answers when it is told to.
struct Session {
    var interface: Interface
    var store: FakeStore
    /// Every effect so far that the store does not answer by itself.
    private(set) var effects: [Effect] = []
    /// Effects the store has not answered yet, while it is held.
    private var waiting: [Effect] = []
    /// The disk stalls: nothing is answered until ``release()``.
    var isHeld = false

    init(
        _ store: FakeStore, size: Size = Size(columns: 80, rows: 24),
        start: Place = Place(scope: .unified(.inbox)), preferences: Preferences = Preferences()
    ) {
        self.store = store
        interface = Interface(
            size: size, now: SampleMail.now, preferences: preferences, start: start)
        send(.accounts(store.accounts))
        send(.mailboxes(store.countedMailboxes, upTo: .none))
        perform(interface.start())
    }

    mutating func send(_ event: Event) {
        perform(interface.update(event))
    }

    /// Presses keys as a screen file writes them: `j`, `Esc l`, and text in quotes.
    mutating func press(_ keys: String) {
        for key in KeyText.keys(in: keys) { send(.key(key)) }
    }

    mutating func release() {
        isHeld = false
        let effects = waiting
        waiting = []
        perform(effects)
    }

    /// Another program changed the store.
    mutating func change(_ body: (inout FakeStore) -> Void) {
        body(&store)
        send(.mailboxes(store.countedMailboxes, upTo: store.upTo))
        send(.storeChanged)
    }

    private mutating func perform(_ wanted: [Effect]) {
        for effect in wanted {
            switch effect {
            case .load, .open, .apply, .undo, .loadConversation:
                if isHeld { waiting.append(effect) } else { answer(effect) }
                if case .load = effect { continue }
                if case .loadConversation = effect { continue }
                effects.append(effect)
            default:
                effects.append(effect)
            }
        }
    }

    private mutating func answer(_ effect: Effect) {
        switch effect {
        case .load(let request):
            send(.rows(store.snapshot(request)))
        case .open(let request):
            if let document = store.document(request) {
                send(.document(request, .ready(document)))
            }
        case .loadConversation(let entry):
            send(.conversation(entry, store.conversation(of: entry)))
        case .apply(let change):
            store.apply(change)
            send(.mailboxes(store.countedMailboxes, upTo: store.upTo))
            send(.storeChanged)
        case .undo:
            send(.undone(store.undo()))
            send(.mailboxes(store.countedMailboxes, upTo: store.upTo))
            send(.storeChanged)
        default:
            break
        }
    }

    // MARK: What is seen

    var picture: String {
        var canvas = Canvas(size: interface.size)
        interface.draw(on: &canvas)
        return canvas.text
    }

    var lines: [String] {
        picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var bottomLine: String { lines.last ?? "" }

    var selected: Int64? { interface.list.selection?.rawValue }

    var shownIDs: [Int64] { interface.list.shown.map(\.id.rawValue) }

    var changes: [Change] {
        effects.compactMap { effect in
            if case .apply(let change) = effect { change } else { nil }
        }
    }

    /// What was asked for to be read.
    var opened: [DocumentRequest] {
        effects.compactMap { effect in
            if case .open(let request) = effect { request } else { nil }
        }
    }

    func unread(_ mailbox: MailboxID) -> Int? {
        interface.index.mailbox(mailbox).map { interface.counts($0).unread }
    }

    mutating func forgetEffects() { effects = [] }
}

/// Keys as text: names separated by blanks, and in quotes what is typed letter by letter.
enum KeyText {
    static func keys(in text: String) -> [Key] {
        var keys: [Key] = []
        for (number, piece) in text.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
        {
            if number % 2 == 1 {
                keys += piece.map(Key.character)
            } else {
                keys += piece.split(separator: " ").compactMap { Key(named: String($0)) }
            }
        }
        return keys
    }
}
