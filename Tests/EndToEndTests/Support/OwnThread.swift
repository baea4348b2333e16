import Foundation
import Testing

/// Runs tests one after the other on a thread of their own.
///
/// They wait for other processes, and Swift's few pool threads belong to the tests of the modules.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        try await withTaskExecutorPreference(QueueExecutor.shared, operation: function)
    }
}

extension Trait where Self == OwnThread {
    static var onOwnThread: Self { OwnThread() }
}

/// A serial queue as the place where tasks run.
private final class QueueExecutor: TaskExecutor {
    static let shared = QueueExecutor()
    private let queue = DispatchQueue(label: "end-to-end tests")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
