import Mail

/// Side questions to the store about the list shown: where the next match is, what to tag.
struct ListSearch: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
        /// Find the match after this entry; `wrapped` once the search went on from the top.
        case next(after: EntryID?, wrapped: Bool)
        case tag
    }

    /// What was searched for last.
    var query = Query.everything
    private(set) var asked: ListRequest?
    private(set) var purpose = Purpose.tag

    mutating func ask(_ request: ListRequest, for purpose: Purpose) -> Effect {
        asked = request
        self.purpose = purpose
        return .load(request)
    }

    /// The purpose of the snapshot, once; nil when it answers no question that is still open.
    mutating func purpose(of snapshot: ListSnapshot) -> Purpose? {
        guard let asked, snapshot.request == asked else { return nil }
        self.asked = nil
        return purpose
    }
}
