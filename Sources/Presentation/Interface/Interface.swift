import Console
import Mail

/// All of the screen's state: one value, changed by ``update(_:)`` alone, read by ``draw(on:)``.
public struct Interface: Equatable, Sendable {
    /// Something said in the bottom line until the next key.
    struct Notice: Equatable, Sendable {
        let text: String
        var isProblem = false
    }

    /// What covers the list or the message for a while.
    enum Popup: Equatable, Sendable {
        case help(HelpPane)
        case accounts(AccountsPane)
        case attachments(AttachmentList)
        case links(LinkList)
        case mailboxes(MailboxBrowser)
    }

    struct PasswordRequest: Equatable, Sendable {
        let account: AccountID
        let prompt: String
    }

    private let startEntry: EntryID?
    var preferences: Preferences
    var size: Size
    var now: Timestamp
    var index = MailboxIndex()
    var overlay = PendingOverlay()
    var history = History()
    var lastNumber = ChangeNumber.none
    var sidebar = Sidebar()
    var list: MessageList
    var view: MessageView?
    /// The messages around the part being read, the outermost first.
    var outerViews: [MessageView] = []
    var conversation = Conversation()
    /// What was looked for last in a message.
    var findWords = ""
    /// The question whose answer is being saved to.
    var saving: TextPrompt?
    /// The folder attachments were last saved into.
    var lastFolder = ""
    var search = ListSearch()
    var popup: Popup?
    var prompt: Prompt?
    var passwordRequests: [PasswordRequest] = []
    /// The keys of a sequence that is not complete.
    var prefix: [Key] = []
    var showsPrefixHints = false
    /// `;` was pressed: the next command takes the tagged messages.
    var appliesToTagged = false
    var notice: Notice?
    /// The mailbox of the last move or copy, offered first.
    var lastTarget: MailboxID?

    public init(
        size: Size, now: Timestamp, preferences: Preferences = Preferences(),
        start: Place = Place(scope: .unified(.inbox))
    ) {
        self.size = size
        self.now = now
        self.preferences = preferences
        list = MessageList(scope: start.scope, order: preferences.order, height: 1)
        startEntry = start.entry
        settle()
    }

    /// What to do before the first event.
    public mutating func start() -> [Effect] {
        guard let startEntry else { return [list.ask(.first, goal: .first)] }
        return [list.ask(.entry(startEntry), goal: .entry(startEntry))]
    }

    /// Takes in what happened, and says what is to be done about it.
    public mutating func update(_ event: Event) -> [Effect] {
        let effects = handle(event)
        settle()
        return effects
    }

    /// Whether the first rows have come: before that, a frame shows little.
    public var hasRows: Bool { list.isLoaded }

    /// Whether the screen shows seconds that pass, so that ticks have to come once a second.
    public var countsDown: Bool {
        index.accounts.contains { account in
            if case .offline(_, retryAt: .some) = account.state { true } else { false }
        }
    }

    /// The place of the screen whose keys are in force.
    var context: CommandContext {
        switch popup {
        case .help: .help
        case .accounts: .accounts
        case .attachments: .attachments
        case .links: .links
        case .mailboxes: .mailboxes
        case nil: view == nil ? .list : .message
        }
    }

    func layout(_ size: Size) -> ScreenLayout {
        ScreenLayout(size, wantsSidebar: sidebar.isWanted, isReading: view != nil)
    }

    var place: Place { Place(scope: list.scope, entry: list.selection) }

    /// The counts of a mailbox with pending changes laid over them.
    func counts(_ mailbox: MailboxSummary) -> MailboxCounts {
        overlay.applied(to: mailbox.counts, of: mailbox.id)
    }

    /// The counts of the list shown.
    var listCounts: MailboxCounts {
        overlay.applied(to: list.counts, of: list.scope, index: index)
    }

    mutating func say(_ text: String) {
        notice = Notice(text: text)
    }

    mutating func complain(_ text: String) -> [Effect] {
        notice = Notice(text: text, isProblem: true)
        return [.bell]
    }

    /// Makes what the panes show agree with rows, pending changes and the size of the screen.
    mutating func refreshShown() {
        list.show(overlay.applied(to: list.rows, scope: list.scope, index: index))
        guard let open = view?.entry else { return }
        if let row = list.shown.first(where: { $0.id == open }) {
            view?.refresh(row)
        } else if let index = conversation.index(of: open) {
            let row = shown(conversation.rows[index])
            view?.refresh(row)
        }
    }

    private mutating func settle() {
        let layout = layout(size)
        list.resize(height: layout.main.rows)
        let panes = readingPanes(layout.main)
        view?.resize(panes.text.size)
    }
}
