/// Why a wait ended without what it waited for.
public enum WaitFault: Error, Hashable, Sendable {
    case timedOut
    /// The waiting task was cancelled.
    case cancelled
}
