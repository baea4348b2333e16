import Foundation
import Mail
import Storage
import Synchronization

/// What a client's store holds, read by the store's own code on a thread that may wait.
enum StoreReading {
    /// The octets of every message, in no order; none when there is no store yet.
    static func messages(_ home: ClientHome) throws -> [[UInt8]] {
        guard FileManager.default.fileExists(atPath: home.store) else { return [] }
        let (path, bodies) = (home.store, home.bodies)
        return try waitFor {
            let store = try Store(mail: path, bodies: bodies)
            defer { store.close() }
            var all: [[UInt8]] = []
            for mailbox in try await store.mailboxes() {
                let request = ListRequest(scope: .mailbox(mailbox.id), after: 1_000)
                for row in try await store.window(request).rows {
                    guard let octets = try await store.octets(of: row.message) else { continue }
                    all.append(octets)
                }
            }
            return all
        }
    }

    private static func waitFor<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let box = ResultBox<Value>()
        Task.detached {
            do {
                box.put(.success(try await body()))
            } catch {
                box.put(.failure(error))
            }
        }
        return try box.take().get()
    }
}

/// Where a task leaves its result for a thread that waits.
private final class ResultBox<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func put(_ value: Result<Value, any Error>) {
        result.withLock { $0 = value }
        isThere.signal()
    }

    func take() -> Result<Value, any Error> {
        isThere.wait()
        return result.withLock { $0 } ?? .failure(ScenarioFault("the store was not read"))
    }
}
