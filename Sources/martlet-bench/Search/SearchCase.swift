import Accounts
import ArgumentParser
import Glibc
import Mail
import Settings
import Storage

/// Making the search index, and asking it.
struct SearchCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Index a store of downloaded mail, then search it; times, memory, size.")

    @Option(help: "Messages of the store.") var messages = 100_000
    @Option(help: "Octets of text in each.") var octets = 2_900
    @Option(help: "How often each kind of question is asked, each time for another word.")
    var runs = 21

    func validate() throws {
        guard messages >= 1_000, octets >= 100, runs > 0 else {
            throw ValidationError("At least 1,000 messages of 100 octets, and one run.")
        }
    }

    func run() async throws {
        let text = FrequentText()
        let home = try BenchHome.temporary()
        defer { home.remove() }
        try home.write(settings: SyntheticStore.settings)
        let store = try home.openStore()
        defer { store.close() }
        try await fill(store, text)
        try await showIndexing(store, home)
        try await showAnswers(store, text)
    }

    // MARK: The store

    private func fill(_ store: Store, _ text: FrequentText) async throws {
        guard let settings = UserSettings.read(octets: Array(SyntheticStore.settings.utf8)).settings
        else { throw BenchFault("the settings of the synthetic accounts are wrong") }
        let accounts = try store.adopt(settings.accounts.map { AccountPlan($0).record })
        guard let account = accounts.last?.id else { throw BenchFault("there is no account") }
        try store.makeLocalMailboxes(for: account)
        let mail = SyntheticMail(newest: Timestamp(seconds: 1_750_000_000), count: messages)
        var start = 0
        let (took, _) = try await Stopwatch.milliseconds {
            while start < messages {
                let end = min(start + SyntheticStore.batch, messages)
                _ = try await store.commitDownload(
                    (start..<end).map { download($0, mail, text) }, of: account,
                    thenDelete: false)
                start = end
            }
        }
        print("\(messages) messages stored in \(Figure.text(took / 1_000)) s")
    }

    private func download(
        _ number: Int, _ mail: SyntheticMail, _ text: FrequentText
    ) -> DownloadedMessage {
        let body = text.text(number, octets: octets)
        return DownloadedMessage(
            uniqueID: "bench\(number)", octets: .bytes(mail.octets(number, text: 0) + body),
            sha256: [UInt8](repeating: UInt8(number & 0xFF), count: 32),
            received: mail.date(number), envelope: mail.envelope(number), attachments: 0)
    }

    // MARK: The index

    private func showIndexing(_ store: Store, _ home: BenchHome) async throws {
        let cpu = ProcessClock.cpuMilliseconds
        let (took, isDone) = try await Stopwatch.milliseconds {
            try await SearchIndexer(store).index(until: .now + .seconds(86_400))
        }
        let left = try await store.unindexedMessages()
        guard isDone, left == 0 else { throw BenchFault("\(left) messages were not indexed") }
        let seconds = (ProcessClock.cpuMilliseconds - cpu) / 1_000
        let megabytes = Double(messages) * Double(octets) / 1_000_000
        var table = Table(
            "Making the index of \(messages) messages, \(Figure.text(megabytes)) MB of text",
            ["wall, s", "CPU, s", "messages/s", "text, MB/s", "peak resident, MB", "file, MB"])
        table.add([
            Figure.text(took / 1_000), Figure.text(seconds),
            Figure.text(Double(messages) / took * 1_000), Figure.text(megabytes / took * 1_000),
            Figure.text(ProcessFigures(process: getpid()).peakMegabytes),
            Figure.text(home.indexMegabytes),
        ])
        print(table.text)
    }

    // MARK: Questions

    private func showAnswers(_ store: Store, _ text: FrequentText) async throws {
        var table = Table(
            "The first 100 rows of what is found, ms, median (least–most) of \(runs)",
            ["question", "example", "for another word", "the same again"])
        for (name, question) in questions(text) {
            var series = Series()
            var again = Series()
            for run in 0..<runs {
                let request = ListRequest(
                    scope: .unified(.inbox),
                    query: try Query(question(run), now: Timestamp(seconds: 1_750_000_000)))
                series.add(try await Stopwatch.milliseconds { try await store.window(request) }.0)
                again.add(try await Stopwatch.milliseconds { try await store.window(request) }.0)
            }
            table.add([name, "`\(question(0))`", series.text, again.text])
        }
        print(table.text)
    }

    private func questions(_ text: FrequentText) -> [(String, (Int) -> String)] {
        [
            ("word of few texts", { "body:\"\(text.word(20_000 + $0 * 97))\"" }),
            ("word of some texts", { "body:\"\(text.word(2_000 + $0 * 7))\"" }),
            ("word of many texts", { "body:\"\(text.word(50 + $0))\"" }),
            ("word of nearly all texts", { "body:\"\(text.word($0))\"" }),
            ("word anywhere, or its beginning", { text.word(3_000 + $0 * 7) }),
            ("first three letters", { String(text.word(3_000 + $0 * 7).prefix(3)) }),
            ("two words", { "\(text.word(50 + $0)) \(text.word(300 + $0))" }),
            ("a phrase", { "\"\(text.word($0)) \(text.word($0 + 1))\"" }),
            ("without a word", { "\(text.word(400 + $0)) -\(text.word(30 + $0))" }),
            ("from, first letters", { "from:\("kowalski".prefix(1 + $0 % 8))" }),
            ("subject, first letters", { "subject:\("invoice".prefix(1 + $0 % 7))" }),
            ("from and a word", { "from:person\($0) \(text.word(40 + $0))" }),
            ("unread, with a word", { "is:unread \(text.word(60 + $0))" }),
        ]
    }
}
