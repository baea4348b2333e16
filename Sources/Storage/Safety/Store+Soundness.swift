import GRDB

extension Store {
    /// Throws unless what the store holds can be relied on: to be asked before mail is deleted at
    /// a server.
    ///
    /// Costs nothing while all is well. After an end that was not in order the tables are read
    /// once; after a failure of the disk nothing helps but a new start, which reads everything.
    ///
    /// - Throws: ``StoreFault/suspect(detail:)``; reading goes on all the same.
    public func checkSoundness() async throws(StoreFault) {
        if case .unverified(let depth) = soundness.state {
            let words = try await read { db in try StoreCheck.words(db, depth) }
            if let first = words.first {
                soundness.suspect(first)
            } else {
                soundness.verified()
            }
        }
        if case .suspect(let detail) = soundness.state { throw .suspect(detail: detail) }
    }

    /// The disk failed, or damage was seen, since the store was opened.
    public var isSuspect: Bool {
        if case .suspect = soundness.state { true } else { false }
    }
}
