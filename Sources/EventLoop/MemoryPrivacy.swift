import CEventLoop

/// Keeps what this process holds in memory, passwords among it, to itself.
public enum MemoryPrivacy {
    /// No core file and no other process of the same user gets to see it from here on.
    public static func begin() {
        // Failing is no reason not to start: it is the second wall, not the first.
        _ = loop_forbid_dumps()
    }
}
