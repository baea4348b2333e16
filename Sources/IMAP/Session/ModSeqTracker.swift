/// When the highest MODSEQ may be believed (RFC 7162 §6).
///
/// Only a tagged response says that everything up to it has been told. A number in a response code
/// then counts even where FETCH items had greater ones.
struct ModSeqTracker {
    private var announced: ModSeq?
    private var greatest: ModSeq?
    private var told: ModSeq?

    mutating func announce(_ modSeq: ModSeq) {
        announced = modSeq
    }

    mutating func see(_ modSeq: ModSeq) {
        greatest = max(greatest ?? modSeq, modSeq)
    }

    /// At a tagged response: the number to remember, nil when it is no news.
    mutating func advance() -> ModSeq? {
        defer {
            announced = nil
            greatest = nil
        }
        guard let reached = announced ?? greatest.map({ max($0, told ?? $0) }), reached != told
        else { return nil }
        told = reached
        return reached
    }
}
