import Glibc
import Synchronization

@testable import EventLoop

/// An actor on a loop, as connections are.
actor Resident {
    nonisolated let loop: PollLoop

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(on loop: PollLoop) {
        self.loop = loop
    }

    var thread: pthread_t { pthread_self() }

    nonisolated let noted = Mutex<pthread_t?>(nil)

    func noteThread() {
        noted.withLock { $0 = pthread_self() }
    }

    /// The threads it ran on before and after a wait that ended by its deadline.
    func threadsAroundAWait() async -> (pthread_t, pthread_t, WaitFault?) {
        let before = pthread_self()
        let pipe = Pipe()
        do {
            _ = try await loop.wait(
                for: pipe.output, .readable, until: .now + .milliseconds(1))
            return (before, pthread_self(), nil)
        } catch {
            return (before, pthread_self(), error)
        }
    }
}
