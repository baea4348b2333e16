import Glibc
import Synchronization

/// A value that a task gives and the process's first thread waits for.
final class Answer<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let ends: (read: Int32, write: Int32)

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "a new process has descriptors left")
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    func give(_ value: Value) {
        self.value.withLock { $0 = value }
        var octet: UInt8 = 1
        _ = write(ends.write, &octet, 1)
    }

    func take() -> Value {
        while true {
            if let value = value.withLock({ $0 }) { return value }
            var octet: UInt8 = 0
            _ = read(ends.read, &octet, 1)
        }
    }
}
