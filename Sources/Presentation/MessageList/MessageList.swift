import Mail

/// The list of one mailbox, or of one role in all accounts: a window of rows and a selection.
///
/// The selection is an identifier and never an index: rows come and go while a person reads.
struct MessageList: Equatable, Sendable {
    /// What is to be selected when the window that was asked for arrives.
    enum Goal: Equatable, Sendable {
        case keep, first, last
        case position(Int)
        case entry(EntryID)
        /// The first unread row; these lists were looked through already.
        case unread(visited: Set<ListScope>)
    }

    let scope: ListScope
    let order: ListOrder
    /// The limit: what every row is asked for.
    private(set) var query = Query.everything

    /// The window as the store told it.
    private(set) var rows: [ListRow] = []
    /// The window as the person sees it, with pending changes laid over it.
    private(set) var shown: [ListRow] = []
    private(set) var hasEarlierRows = false
    private(set) var hasLaterRows = false
    private(set) var firstPosition: Int?
    private(set) var counts = MailboxCounts()
    /// False until the first window came.
    private(set) var isLoaded = false

    private(set) var selection: EntryID?
    /// Index in ``shown`` of the row at the top of the pane.
    private(set) var top = 0
    /// Rows the pane can show.
    private(set) var height = 1

    private(set) var asked: ListRequest?
    private(set) var goal = Goal.keep
    /// A window was asked for and has not come.
    private(set) var isWaiting = false
    /// The store changed while a window was under way.
    private(set) var isStale = false

    var tags: [EntryID: ListRow] = [:]
    /// Where a range selection began.
    var rangeStart: EntryID?

    init(scope: ListScope, order: ListOrder, query: Query = .everything, height: Int) {
        self.scope = scope
        self.order = order
        self.query = query
        self.height = max(1, height)
    }

    var selectedIndex: Int? {
        selection.flatMap { id in shown.firstIndex { $0.id == id } }
    }

    var selectedRow: ListRow? { selectedIndex.map { shown[$0] } }

    /// The number of the selected row in the whole list, counted from 1; nil where it is unknown.
    var selectedNumber: Int? {
        guard let firstPosition, let selectedIndex else { return nil }
        return firstPosition + selectedIndex + 1
    }

    var isAtStart: Bool { !hasEarlierRows && (selectedIndex ?? 0) == 0 }

    // MARK: Windows

    /// Asks for a window; the one asked for last is the only one that will be shown.
    mutating func ask(_ anchor: ListRequest.Anchor, goal: Goal, rows: Int = 0) -> Effect {
        let side = max(rows, Limits.windowRows, height * 3)
        let request =
            switch anchor {
            case .first: window(anchor, before: 0, after: side)
            case .last: window(anchor, before: side, after: 1)
            case .entry, .position: window(anchor, before: side, after: side)
            }
        asked = request
        self.goal = goal
        isWaiting = true
        isStale = false
        return .load(request)
    }

    func window(_ anchor: ListRequest.Anchor, before: Int, after: Int) -> ListRequest {
        ListRequest(
            scope: scope, order: order, query: query, anchor: anchor, before: before,
            after: after)
    }

    /// Asks for the rows shown again, because the store changed.
    mutating func refresh() -> [Effect] {
        guard !isWaiting else {
            isStale = true
            return []
        }
        guard let selection, let index = selectedIndex else { return [ask(.first, goal: .first)] }
        let atStart = !hasEarlierRows && index <= Limits.windowRows
        return [
            atStart
                ? ask(.first, goal: .keep, rows: index + Limits.windowRows)
                : ask(.entry(selection), goal: .keep)
        ]
    }

    /// Asks for more rows where the selection has come near an edge of the window.
    mutating func askNearEdge() -> [Effect] {
        guard !isWaiting, let selection, let index = selectedIndex else { return [] }
        let margin = height * 2
        let nearStart = hasEarlierRows && index < margin
        let nearEnd = hasLaterRows && shown.count - index <= margin
        // The same window is not asked for twice in a row: it has no more rows than it had.
        guard nearStart || nearEnd, asked?.anchor != .entry(selection) else { return [] }
        return [ask(.entry(selection), goal: .keep)]
    }

    /// Takes a window in; ``show(_:)`` has to follow.
    mutating func replace(with snapshot: ListSnapshot) {
        rows = snapshot.rows
        hasEarlierRows = snapshot.hasEarlierRows
        hasLaterRows = snapshot.hasLaterRows
        firstPosition = snapshot.firstPosition
        counts = snapshot.counts
        isLoaded = true
        isWaiting = false
        for row in rows where tags[row.id] != nil {
            tags[row.id] = row
        }
    }

    /// The row a refreshed window was to lie around, when it is gone from the store.
    ///
    /// The window then lies elsewhere and is not taken: the list is to stay where the person is.
    func lostAnchor(of snapshot: ListSnapshot) -> EntryID? {
        guard case .entry(let id) = snapshot.request.anchor, goal == .keep,
            !snapshot.rows.contains(where: { $0.id == id }), rows.contains(where: { $0.id == id })
        else { return nil }
        return id
    }

    /// Takes a row out that is gone from the store; ``show(_:)`` has to follow.
    mutating func forget(_ id: EntryID) {
        rows.removeAll { $0.id == id }
        isWaiting = false
    }

    /// A window will not come.
    mutating func stopWaiting() {
        isWaiting = false
    }

    /// Replaces what the person sees, keeping selection and scroll position by their entries.
    mutating func show(_ newRows: [ListRow]) {
        let old = shown
        let oldIndex = selectedIndex
        let topEntry = old.indices.contains(top) ? old[top].id : nil
        shown = newRows
        if let oldIndex, selectedIndex == nil {
            selection = neighbour(of: oldIndex, in: old)
        }
        if top > 0, let topEntry, let index = newRows.firstIndex(where: { $0.id == topEntry }) {
            top = index
        }
        keepSelectionInView()
    }

    /// The row that was nearest to a vanished one, the following ones first.
    private func neighbour(of index: Int, in old: [ListRow]) -> EntryID? {
        let present = Set(shown.map(\.id))
        if let next = old[index...].first(where: { present.contains($0.id) }) { return next.id }
        if let previous = old[..<index].last(where: { present.contains($0.id) }) {
            return previous.id
        }
        return shown.isEmpty ? nil : shown[min(index, shown.count - 1)].id
    }

    /// Selects what was wanted of the window that has just come; false when it is not in it.
    mutating func reachGoal() -> Bool {
        defer { if selection == nil { select(index: 0) } }
        let reached = goal
        goal = .keep
        switch reached {
        case .keep:
            return true
        case .first:
            select(index: 0)
        case .last:
            select(index: shown.count - 1)
        case .entry(let id):
            guard shown.contains(where: { $0.id == id }) else { return false }
            select(id)
        case .position(let position):
            select(index: position - (firstPosition ?? max(0, position - (asked?.before ?? 0))))
        case .unread:
            guard let row = shown.first(where: \.isUnread) else { return false }
            select(row.id)
        }
        return true
    }

    // MARK: Selection

    mutating func select(_ id: EntryID) {
        selection = id
        keepSelectionInView()
    }

    /// Selects the row at that index of ``shown``, or the nearest there is.
    mutating func select(index: Int) {
        guard !shown.isEmpty else { return }
        select(shown[min(max(0, index), shown.count - 1)].id)
    }

    mutating func move(by count: Int) {
        guard let index = selectedIndex else { return select(index: 0) }
        select(index: index + count)
    }

    mutating func resize(height: Int) {
        self.height = max(1, height)
        keepSelectionInView()
    }

    private mutating func keepSelectionInView() {
        top = min(top, max(0, shown.count - height))
        guard let index = selectedIndex else { return }
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
    }

    /// The rows of the range selection, or nil when there is none.
    var range: [ListRow]? {
        guard let rangeStart, let end = selectedIndex,
            let start = shown.firstIndex(where: { $0.id == rangeStart })
        else { return nil }
        return Array(shown[min(start, end)...max(start, end)])
    }
}

extension ListRow {
    var isUnread: Bool { !flags.contains(.seen) && !flags.contains(.deleted) }
}
