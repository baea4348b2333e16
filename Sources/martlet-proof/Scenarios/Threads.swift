import Foundation

/// Threads that may wait as long as they like, which those of tasks may not.
enum Threads {
    /// Runs `body` on so many threads and returns when the last has ended.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            let thread = Thread {
                body()
                group.leave()
            }
            thread.start()
        }
        group.wait()
    }
}
