import MIME
import Mail
import POP
import Storage

/// A transaction that went through.
struct StoredGroup: Sendable {
    var group: DownloadGroup
    /// Under what each message of it is remembered.
    var ids: [MessageNumber: Storage.MaildropItem.ID]
    /// Messages that were not here before.
    var added: Int
}

extension MaildropVisit {
    mutating func download(_ items: [MaildropPlan.Item]) async throws(Problem) {
        let count = splits ? min(items.count, bounds.messages) : items.count
        var window = RetrievalWindow(items.prefix(count))
        if items.count > count { hasMore = true }
        meter.begin(items.prefix(count))
        while !window.isDone {
            if splits, window.hasQueue, meter.octets > bounds.octets || meter.took > bounds.time {
                hasMore = true
                window.stop()
            }
            if !bounds.hasRoom(for: window.nextSize) {
                lacksRoom = true
                window.stop()
            }
            try await ask(for: window.open())
            guard !window.isDone else { break }
            for event in try await conversation.batch() {
                try await take(event, &window)
            }
            if let problem = pace.check(account: store.name) { throw problem }
        }
        if !group.isEmpty { startCommit() }
        while !commits.isEmpty { try await awaitCommit() }
        try await ask(for: [])
    }

    /// Deletions become real at QUIT only, so a long visit is made of several sessions; where the
    /// server wants long pauses between logins it is one.
    private var splits: Bool {
        deletesAtOnce && found.loginDelay ?? 0 <= POPBackend.longestLoginWait
    }

    /// Deletes what is stored and asks for more, in one packet.
    private mutating func ask(for numbers: [MessageNumber]) async throws(Problem) {
        let stored = deletable
        deletable = []
        guard !numbers.isEmpty || !stored.isEmpty else { return }
        if !stored.isEmpty { try await checkStore() }
        try await conversation.tell { session in
            for number in stored { session.submit(.dele(number)) }
            for number in numbers { session.submit(.retr(number)) }
        }
    }

    private mutating func take(
        _ event: POP.Session.Event, _ window: inout RetrievalWindow
    ) async throws(Problem) {
        switch event {
        case .messageBegan(let number):
            current = window.item(number).map { Download($0) }
        case .messageChunk(_, let chunk):
            pace.came(chunk.count)
            if meter.came(chunk.count), !bounds.hasRoom(for: 0) {
                throw bounds.problem(account: store.name)
            }
            try await grow(chunk)
            show()
        case .messageEnded(let number):
            try await keepCurrent()
            finished(number, &window)
            if group.isFull { try await commitGroup() }
        case .refused(.retr(let number), let refusal):
            report.remarks.append("The server would not give one message: \(refusal.text)")
            finished(number, &window)
        case .deleted(let number):
            marked.append(number)
        default:
            break
        }
    }

    private mutating func grow(_ chunk: ArraySlice<UInt8>) async throws(Problem) {
        guard var download = current else { return }
        // Taken out meanwhile, so that its octets are not copied.
        current = nil
        defer { current = download }
        try await download.append(chunk, to: store)
    }

    private mutating func keepCurrent() async throws(Problem) {
        guard var download = current else { return }
        current = nil
        do throws(Problem) {
            try await download.finish(in: store)
        } catch {
            current = download
            throw error
        }
        group.add(download)
    }

    private mutating func finished(_ number: MessageNumber, _ window: inout RetrievalWindow) {
        window.finished(number)
        meter.done += 1
        show()
    }

    private mutating func show() {
        if let activity = meter.activity() { progress(activity) }
    }

    // MARK: Store, then delete

    /// Starts the transaction of the group while the line goes on filling the next one.
    ///
    /// One transaction may be written while the next is prepared; a third has to wait.
    private mutating func commitGroup() async throws(Problem) {
        while commits.count >= 2 { try await awaitCommit() }
        startCommit()
    }

    private mutating func startCommit() {
        let commit: Task<Result<StoredGroup, Problem>, Never> = Task {
            [group, store, now, deletesAtOnce, vanished, nameless, filters] in
            let messages = group.downloads.map { $0.arrival(at: now, filters, nameless) }
            do throws(Problem) {
                let entries = try await store.run {
                    [account = store.account] store throws(StoreFault) in
                    try await store.commitDownload(
                        messages, of: account, thenDelete: deletesAtOnce, vanished: vanished)
                }
                let ids = zip(group.downloads, messages).map { ($0.item.number, $1.id) }
                return .success(
                    StoredGroup(
                        group: group, ids: Dictionary(ids, uniquingKeysWith: { $1 }),
                        added: entries.count))
            } catch {
                return .failure(error)
            }
        }
        commits.append(commit)
        group = DownloadGroup()
    }

    /// Waits for the oldest transaction under way; only behind it are its messages deleted.
    private mutating func awaitCommit() async throws(Problem) {
        guard let commit = commits.first else { return }
        let outcome = await commit.value
        commits.removeFirst()
        let stored = try outcome.get()
        unresolved.subtract(stored.ids.keys)
        report.new += stored.added
        report.unseen += stored.added
        guard deletesAtOnce else { return }
        doomed.merge(stored.ids) { $1 }
        deletable += stored.group.downloads.flatMap { copies.stored($0.item) }
    }

    /// The line is lost: what came whole is stored, so that the next visit goes on from there.
    mutating func keepWhatIsWhole() async {
        do throws(Problem) {
            try await current?.abandon(in: store)
            if !group.isEmpty { startCommit() }
            while !commits.isEmpty { try await awaitCommit() }
        } catch {
            // Nothing was deleted at the server: what is not stored now comes again.
            return
        }
    }

    // MARK: Headers of large messages

    /// Shows messages that are larger than the limit by their headers; the server keeps them.
    mutating func takeHeaders(_ items: [MaildropPlan.Item]) async throws(Problem) {
        let named = items.filter { !$0.uniqueID.isEmpty }
        guard found.hasTOP, !named.isEmpty else {
            if !items.isEmpty {
                report.remarks.append(
                    "Larger than the limit and left at the server: "
                        + "\(counted(items.count, "message")).")
            }
            return
        }
        let headers = try await tops(named) { ParsedMessage($0).envelope }
        let messages = named.compactMap { item in
            headers[item.number].map { envelope in
                DownloadedMessage(
                    uniqueID: item.uniqueID, ordinal: item.ordinal,
                    octets: .leftAtServer(size: item.size), sha256: [], received: now,
                    envelope: envelope, filing: filters.filing(of: envelope),
                    listSize: item.size)
            }
        }
        let added = try await store.run {
            [account = store.account, vanished] store throws(StoreFault) in
            try await store.commitDownload(
                messages, of: account, thenDelete: false, vanished: vanished
            ).count
        }
        unresolved.subtract(headers.keys)
        report.new += added
        report.unseen += added
        guard added > 0 else { return }
        report.remarks.append(
            "Larger than the limit: \(counted(added, "message")). Only the header is here; opening "
                + "fetches the rest from the server.")
    }
}

extension Download {
    /// The message as the store takes it, counted among those of the same octets where it has no
    /// name.
    fileprivate func arrival(
        at now: Timestamp, _ filters: [FilterRule], _ nameless: NamelessCopies
    ) -> DownloadedMessage {
        var message = message(received: now, filters: filters)
        if message.uniqueID.isEmpty { message.ordinal = nameless.next(message.sha256) }
        message.listSize = item.size > 0 ? item.size : nil
        return message
    }
}
