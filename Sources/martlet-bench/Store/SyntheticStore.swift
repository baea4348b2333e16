import Accounts
import Glibc
import Mail
import Settings
import Storage

/// A store of synthetic mail, made once for each size and used again by later runs.
///
/// Nineteen in twenty messages belong to an IMAP account, in three mailboxes; the others came by
/// POP and are held with their octets.
struct SyntheticStore {
    let home: BenchHome
    let mail: SyntheticMail

    /// Messages of one transaction, as a backend brings them.
    static let batch = 500
    /// Octets of text in a message that is held here.
    static let textLength = 2_000

    /// Whose servers nobody answers for: what is measured is the store.
    static let settings =
        ServerAddress(port: 1, user: "robin", password: "none").settings(
            account: "work", kind: "imap")
        + ServerAddress(port: 2, user: "robin", password: "none").settings(
            account: "home", kind: "pop")

    /// The store of that many messages below a folder; made if it is not there yet.
    static func prepared(_ count: Int, in folder: String) async throws -> SyntheticStore {
        // A day long ago, so that a store made earlier is still the same.
        let newest = Timestamp(seconds: 1_750_000_000)
        let store = SyntheticStore(
            home: BenchHome(folder: "\(folder)/\(count)"),
            mail: SyntheticMail(newest: newest, count: count))
        mkdir(folder, 0o700)
        try store.home.write(settings: settings)
        if try await !store.isComplete() { try await store.fill() }
        return store
    }

    /// The inbox that is written last, so that the newest messages are in it.
    private static let mailboxes = [
        RemoteMailbox(remoteName: Array("INBOX".utf8), name: "INBOX", role: .inbox),
        RemoteMailbox(remoteName: Array("Archive".utf8), name: "Archive", role: .archive),
        RemoteMailbox(remoteName: Array("Lists".utf8), name: "Lists"),
    ]

    private func isComplete() async throws -> Bool {
        let store = try home.openStore()
        defer { store.close() }
        return try await store.mailboxes().reduce(0) { $0 + $1.counts.total } == mail.count
    }

    private func fill() async throws {
        home.remove()
        try home.write(settings: SyntheticStore.settings)
        let store = try home.openStore()
        defer { store.close() }
        guard let settings = UserSettings.read(octets: Array(SyntheticStore.settings.utf8)).settings
        else { throw BenchFault("the settings of the synthetic accounts are wrong") }
        let accounts = try store.adopt(settings.accounts.map { AccountPlan($0).record })
        guard accounts.count == 2 else { throw BenchFault("the accounts could not be made") }
        try store.makeLocalMailboxes(for: accounts[1].id)
        try await store.mergeMailboxes(
            SyntheticStore.mailboxes, of: accounts[0].id, isComplete: true)
        let places = try await store.remoteMailboxes(of: accounts[0].id)
        var start = 0
        while start < mail.count {
            let end = min(start + SyntheticStore.batch, mail.count)
            try await add(start..<end, to: store, places: places.map(\.id), pop: accounts[1].id)
            start = end
        }
    }

    private func add(
        _ numbers: Range<Int>, to store: Store, places: [MailboxID], pop: AccountID
    ) async throws {
        let downloaded = numbers.filter { $0 % 20 == 0 }
        _ = try await store.commitDownload(
            downloaded.map { download($0, text: SyntheticStore.textLength) }, of: pop,
            thenDelete: false)
        for (index, place) in places.enumerated() {
            let arrivals = numbers.filter { $0 % 20 != 0 && mailbox(of: $0) == index }
            guard !arrivals.isEmpty else { continue }
            _ = try await store.merge(
                RemoteNews(mailbox: place, generation: 1, arrivals: arrivals.map(arrival)))
        }
    }

    /// Seven in ten are in the inbox.
    private func mailbox(of number: Int) -> Int {
        switch number % 10 {
        case 0...6: 0
        case 7, 8: 1
        default: 2
        }
    }

    func arrival(_ number: Int) -> RemoteArrival {
        RemoteArrival(
            number: Int64(number) + 1, flags: mail.flags(number), received: mail.date(number),
            size: 4_000 + number % 9_000, envelope: mail.envelope(number),
            attachments: number % 13 == 0 ? 1 : 0, preview: mail.preview(number))
    }

    func download(_ number: Int, text: Int) -> DownloadedMessage {
        DownloadedMessage(
            uniqueID: "bench\(number)", octets: .bytes(mail.octets(number, text: text)),
            sha256: [UInt8](repeating: UInt8(number & 0xFF), count: 32),
            received: mail.date(number), envelope: mail.envelope(number), attachments: 0,
            preview: mail.preview(number))
    }
}
