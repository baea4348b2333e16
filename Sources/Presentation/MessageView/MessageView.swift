import Console
import Mail

/// The message being read, or a part of it.
struct MessageView: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        /// Asked for; `isFetching` once we know that it must come from the server.
        case waiting(isFetching: Bool)
        case failed(Problem)
        case document(MessageDocument)
    }

    /// The row the message was opened from.
    private(set) var row: ListRow
    /// What was asked for last.
    private(set) var request: DocumentRequest
    private(set) var content = Content.waiting(isFetching: false)
    private(set) var lines: [MessageLine] = []
    private(set) var scroll = 0
    private(set) var size = Size.zero
    private(set) var showsAllHeaders = false
    private(set) var showsRaw = false
    private(set) var folding = LayoutWish.Folding.long
    private(set) var search = MessageSearch()
    private let keys: LayoutWish.Keys

    init(_ row: ListRow, part: String? = nil, keys: LayoutWish.Keys = LayoutWish.Keys()) {
        self.row = row
        self.keys = keys
        request = DocumentRequest(row.id, part: part)
    }

    var entry: EntryID { row.id }

    var document: MessageDocument? {
        if case .document(let document) = content { return document }
        return nil
    }

    mutating func refresh(_ row: ListRow) {
        self.row = row
    }

    // MARK: What comes

    /// Wants the same message in another form; the old one stays until the new one comes.
    mutating func ask(_ request: DocumentRequest) {
        self.request = request
    }

    mutating func receive(_ result: DocumentResult) {
        switch result {
        case .ready(let document):
            let isOtherForm = self.document?.textSource != document.textSource
            content = .document(document)
            if isOtherForm { scroll = 0 }
            showsRaw = showsRaw && document.raw != nil
            layOut()
        case .fetching:
            if document == nil { content = .waiting(isFetching: true) }
        case .failed(let problem):
            if let document {
                request = document.request
            } else {
                content = .failed(problem)
            }
        }
    }

    mutating func receiveRaw(_ text: String) {
        guard var document else { return }
        document.raw = text
        content = .document(document)
        setRaw(true)
    }

    // MARK: How it is shown

    mutating func resize(_ size: Size) {
        let isOtherWidth = size.columns != self.size.columns
        self.size = size
        if isOtherWidth { layOut() } else { scroll(by: 0) }
    }

    mutating func toggleHeaders() {
        showsAllHeaders.toggle()
        setRaw(false)
    }

    mutating func setRaw(_ isRaw: Bool) {
        showsRaw = isRaw
        scroll = 0
        layOut()
        scroll = 0
    }

    mutating func foldNext() {
        folding = folding.next
        layOut()
    }

    /// The page overlaps by one line, so that the eye finds where it was.
    var pageLines: Int { max(1, size.rows - 1) }

    var lastScroll: Int { max(0, lines.count - size.rows) }

    mutating func scroll(by count: Int) {
        scroll = min(max(0, scroll + count), lastScroll)
    }

    mutating func scrollToStart() { scroll = 0 }

    mutating func scrollToEnd() { scroll = lastScroll }

    /// Makes the lines anew; the line at the top stays there as far as it can be found again.
    private mutating func layOut() {
        guard let document, size.columns > 0 else { return }
        let place = lines.place(atLine: scroll)
        if showsRaw, let raw = document.raw {
            lines = MessageLayout(raw: raw, columns: size.columns).lines
        } else {
            let wish = LayoutWish(
                columns: size.columns, allHeaders: showsAllHeaders, folding: folding, keys: keys)
            lines = MessageLayout(document, wish: wish).lines
        }
        if let place { scroll = lines.line(of: place) }
        search.look(in: lines)
        scroll(by: 0)
    }

    // MARK: Searching

    mutating func find(_ words: String) {
        search = MessageSearch(words: words)
        search.look(in: lines)
    }

    /// Goes to a match and says which it is.
    mutating func goToMatch(_ direction: MessageSearch.Direction) -> MessageSearch.Outcome {
        let outcome = search.go(direction, from: scroll)
        if let line = search.currentLine, !(scroll..<scroll + size.rows).contains(line) {
            scroll = line - size.rows / 3
            scroll(by: 0)
        }
        return outcome
    }
}

extension [MessageLine] {
    /// A line by what it was made from.
    struct Place: Equatable {
        let block: Int
        let line: Int
    }

    /// Nil above the text, where lines are few and have no number.
    fileprivate func place(atLine index: Int) -> Place? {
        guard indices.contains(index), self[index].block > 0 else { return nil }
        let block = self[index].block
        let first = self[...index].lastIndex { $0.block != block } ?? -1
        return Place(block: block, line: index - first - 1)
    }

    fileprivate func line(of place: Place) -> Int {
        guard let first = firstIndex(where: { $0.block >= place.block }) else { return 0 }
        guard self[first].block == place.block else { return first }
        let last = self[first...].firstIndex { $0.block != place.block } ?? count
        return Swift.min(first + place.line, last - 1)
    }
}
