/// The program itself: one check for mail.
struct MartletDownloader: Downloader {
    let name = "martlet sync"
    let program: String

    func command(home: BenchHome, server: ServerAddress) throws(BenchFault) -> [String] {
        try home.write(settings: server.settings(account: "bench", kind: "pop", deletes: true))
        return [program, "sync", "--json"]
    }

    func delivered(in home: BenchHome) async throws -> Int? {
        let store = try home.openStore()
        defer { store.close() }
        return try await store.mailboxes().reduce(0) { $0 + $1.counts.total }
    }
}
