import Accounts
import Mail
import Settings
import Storage

/// How fast mail goes into a store, and how long one transaction keeps others waiting.
struct WriteFigures {
    /// Messages of each measurement.
    let count: Int

    func table() async throws -> Table {
        var table = Table(
            "Writing \(count) messages into an empty store",
            ["what", "messages/s", "MB/s", "CPU µs a message", "ms a transaction"])
        for batch in [1, 200, 500] {
            try await row(&table, "headers, \(batch) a transaction", batch: batch, text: nil)
        }
        for text in [2_000, 15_000] {
            try await row(
                &table, "whole messages of \(text / 1_000) kB, 100 a transaction", batch: 100,
                text: text)
        }
        return table
    }

    /// Without a text only the envelopes are written, as for IMAP.
    private func row(
        _ table: inout Table, _ name: String, batch: Int, text: Int?
    ) async throws {
        let home = try BenchHome.temporary()
        defer { home.remove() }
        let store = try home.openStore()
        defer { store.close() }
        let source = SyntheticStore(
            home: home, mail: SyntheticMail(newest: Timestamp(seconds: 1_750_000_000), count: count)
        )
        let record = AccountRecord(
            name: "bench", kind: text == nil ? .imap : .pop, address: "robin@work.example",
            server: "bench")
        guard let account = try store.adopt([record]).first?.id else { return }
        try await store.mergeMailboxes(
            [RemoteMailbox(remoteName: [73], name: "INBOX", role: .inbox)], of: account,
            isComplete: true)
        guard let inbox = try await store.mailboxes().first?.id else { return }
        // One transaction a message is slow; fewer of them say the same.
        let total = batch == 1 ? min(count, 2_000) : count
        var times = Series()
        var octets = 0
        var cpu = 0.0
        for start in stride(from: 0, to: total, by: batch) {
            let numbers = start..<min(start + batch, total)
            let write: () async throws -> Void
            if let text {
                let messages = numbers.map { source.download($0, text: text) }
                octets += messages.reduce(0) { $0 + ($1.octets.length) }
                write = {
                    _ = try await store.commitDownload(messages, of: account, thenDelete: true)
                }
            } else {
                let news = RemoteNews(
                    mailbox: inbox, generation: 1, arrivals: numbers.map(source.arrival))
                write = { _ = try await store.merge(news) }
            }
            let before = ProcessClock.cpuMilliseconds
            times.add(try await Stopwatch.milliseconds(write).0)
            cpu += ProcessClock.cpuMilliseconds - before
        }
        let seconds = times.sum / 1_000
        table.add([
            name, Figure.text(Double(total) / seconds),
            text == nil ? "–" : Figure.text(Double(octets) / 1_000_000 / seconds),
            Figure.text(cpu * 1_000 / Double(total)), times.tail,
        ])
    }
}

extension DownloadedMessage.Octets {
    fileprivate var length: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .staged(_, let length), .leftAtServer(let length): length
        }
    }
}
