import Synchronization

/// Counts the connections of this process, so that no two ever use the same command tags.
enum ConnectionNumber {
    private static let last = Atomic<UInt32>(0)

    static func next() -> UInt32 {
        last.add(1, ordering: .relaxed).newValue
    }
}
