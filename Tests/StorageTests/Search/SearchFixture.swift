import GRDB
import Mail
import Testing

@testable import Storage

extension Fixture {
    /// Indexes all that waits; the text of a message is what its octets say in UTF-8.
    @discardableResult
    func index(_ store: Store? = nil, atOnce limit: Int = 100) async throws -> Int {
        let store = store ?? self.store
        let indexing = try #require(try await store.beginIndexing())
        var count = 0
        while true {
            let tasks = try await indexing.tasks(limit: limit)
            guard !tasks.isEmpty else { return count }
            try await indexing.index(tasks, texts: texts(of: tasks, in: store))
            count += tasks.count
        }
    }

    func texts(
        of tasks: [SearchTask], in store: Store
    ) async throws -> [MessageID: SearchText] {
        var texts: [MessageID: SearchText] = [:]
        for task in tasks where task.wantsText {
            guard let octets = try await store.beginning(of: task.message, octets: 1_000) else {
                continue
            }
            texts[task.message] = SearchText(
                text: String(decoding: octets, as: UTF8.self), fileNames: ["plan.pdf"])
        }
        return texts
    }

    /// Subjects of what a query finds in all accounts.
    func found(_ text: String, in store: Store? = nil) async throws -> [String] {
        let query = try Query(text, now: Timestamp(seconds: 100_000))
        return try await (store ?? self.store).search(query, limit: 1_000).map(\.subject)
    }

    /// A POP account with downloaded messages of these texts, each named by its number.
    @discardableResult
    func download(_ texts: String..., named name: String = "p") async throws -> [EntryID] {
        let known = try await store.accounts().first { $0.record.name == "pop" }?.id
        let account = try known ?? account("pop", .pop)
        return try await store.commitDownload(
            texts.enumerated().map { number, text in
                Fixture.download("\(name)\(number)", octets: .bytes(Array(text.utf8)))
            }, of: account, thenDelete: false)
    }

    func queued() throws -> Int {
        try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM search_queue") ?? 0 }
    }
}
