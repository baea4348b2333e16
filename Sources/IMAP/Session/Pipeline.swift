/// The commands of a session: those that wait, those under way, and which may go together.
struct Pipeline {
    enum Job {
        case command(Command)
        case startTLS
        case capability
        case login
        case introduction
        case enable

        var isCommand: Bool {
            if case .command = self { true } else { false }
        }
    }

    /// Which commands may be under way with each other (RFC 9051 §5.5).
    private enum Company: Equatable {
        case reading
        case storing
        case alone
    }

    struct Entry {
        let tag: CommandTag
        let job: Job
        /// Pieces that wait for the server's consent, last first.
        var heldBack: [[UInt8]] = []
        var search: Response.Search?
        /// Something could not be read while this was under way.
        var isSpoiled = false
    }

    private let connection: UInt32
    private let depth: Int
    private var lastNumber: UInt32 = 0
    private var waiting: [Entry] = []
    private(set) var underWay: [Entry] = []

    init(connection: UInt32, depth: Int) {
        self.connection = connection
        self.depth = max(1, depth)
    }

    /// Whether a command of the way in has still to be answered.
    var isOnTheWayIn: Bool {
        underWay.contains { !$0.job.isCommand } || waiting.first?.job.isCommand == false
    }

    mutating func add(_ command: Command) -> CommandTag {
        let entry = Entry(tag: nextTag(), job: .command(command))
        waiting.append(entry)
        return entry.tag
    }

    /// Queues a step of the way in, before every command that already waits.
    mutating func add(_ step: Job) {
        let index = waiting.firstIndex { $0.job.isCommand } ?? waiting.count
        waiting.insert(Entry(tag: nextTag(), job: step), at: index)
    }

    private mutating func nextTag() -> CommandTag {
        lastNumber &+= 1
        return CommandTag(connection: connection, number: lastNumber)
    }

    /// Takes back an IDLE that has not gone out yet; nil when there is none.
    mutating func withdrawIdle() -> CommandTag? {
        let index = waiting.firstIndex { entry in
            if case .command(.idle) = entry.job { true } else { false }
        }
        return index.map { waiting.remove(at: $0).tag }
    }

    /// The next command that may go out now; it counts as under way from here on.
    mutating func start(commandsToo: Bool) -> Entry? {
        guard let next = waiting.first, commandsToo || !next.job.isCommand else { return nil }
        if let last = underWay.last {
            let company = Pipeline.company(of: next.job)
            guard last.heldBack.isEmpty, company != .alone, underWay.count < depth,
                underWay.allSatisfy({ Pipeline.company(of: $0.job) == company })
            else { return nil }
        }
        underWay.append(waiting.removeFirst())
        return next
    }

    /// What a literal's announcement keeps back until the server consents.
    mutating func holdBack(_ pieces: some Collection<[UInt8]>) {
        guard !underWay.isEmpty else { return }
        underWay[underWay.count - 1].heldBack = pieces.reversed()
    }

    /// The piece the server has just consented to; nil when none waits.
    mutating func release() -> [UInt8]? {
        guard !underWay.isEmpty else { return nil }
        return underWay[underWay.count - 1].heldBack.popLast()
    }

    /// Takes out the command of that tag; nil when there is none.
    mutating func finish(_ name: String) -> Entry? {
        guard let index = underWay.firstIndex(where: { $0.tag.description == name }) else {
            return nil
        }
        return underWay.remove(at: index)
    }

    /// Adds to the search that asked: by its tag, else the oldest under way.
    mutating func collect(_ answer: Response.Search) {
        let index = underWay.firstIndex { entry in
            guard case .command(.search) = entry.job else { return false }
            return answer.tag == nil || answer.tag == entry.tag.description
        }
        guard let index else { return }
        guard var known = underWay[index].search else {
            underWay[index].search = answer
            return
        }
        if let uids = answer.uids {
            known.uids?.formUnion(uids)
            known.uids = known.uids ?? uids
        }
        known.count = answer.count ?? known.count
        underWay[index].search = known
    }

    /// A response was lost, which may have been any running command's.
    mutating func spoil() {
        for index in underWay.indices { underWay[index].isSpoiled = true }
    }

    private static func company(of job: Job) -> Company {
        switch job {
        case .introduction, .enable: .reading
        case .command(.fetch), .command(.fetchFlags), .command(.search), .command(.status):
            .reading
        case .command(.store): .storing
        default: .alone
        }
    }
}
