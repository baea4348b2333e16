/// What must never happen, and did.
enum Violation: Hashable, Sendable {
    /// Neither here nor at the server, at the fault or in the end.
    case lost(Int)
    case doubled(Int)
    /// Held with octets that were never sent.
    case damaged(Int)
    /// The server was asked to delete what was not in the store.
    case deletedUnstored(Int)
    /// The server was told to delete after the disk had failed to keep something.
    case deletedAfterFailedSync(Int)
    /// Still at the server after a run without faults.
    case leftAtServer(Int)
    case storeDamaged(String)
    case crashed(signal: Int32)
    case hung
    case cleanRunFailed(String)
    case slowRestart(Duration)

    var sentence: String {
        switch self {
        case .lost(let count): "\(count) lost"
        case .doubled(let count): "\(count) held twice"
        case .damaged(let count): "\(count) with other octets"
        case .deletedUnstored(let count): "DELE for \(count) that were not stored"
        case .deletedAfterFailedSync(let count):
            "\(count) commands that delete after a failed sync"
        case .leftAtServer(let count): "\(count) left at the server"
        case .storeDamaged(let words): "the store is damaged: \(words)"
        case .crashed(let signal): "the program crashed with signal \(signal)"
        case .hung: "the program did not end"
        case .cleanRunFailed(let words): "the run after it failed: \(words)"
        case .slowRestart(let duration): "the restart took \(duration)"
        }
    }
}
