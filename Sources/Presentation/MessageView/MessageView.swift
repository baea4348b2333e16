import Console
import Mail

/// The message being read.
struct MessageView: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        /// Asked for; `isFetching` once we know that it must come from the server.
        case waiting(isFetching: Bool)
        case failed(Problem)
        case document(MessageDocument)
    }

    /// The row the message was opened from.
    private(set) var row: ListRow
    private(set) var content = Content.waiting(isFetching: false)
    private(set) var lines: [MessageLine] = []
    private(set) var scroll = 0
    private(set) var size = Size.zero
    private(set) var showsAllHeaders = false
    private(set) var showsRaw = false
    private(set) var foldsQuotes = false

    init(_ row: ListRow) {
        self.row = row
    }

    var entry: EntryID { row.id }

    var document: MessageDocument? {
        if case .document(let document) = content { return document }
        return nil
    }

    mutating func refresh(_ row: ListRow) {
        self.row = row
    }

    mutating func receive(_ result: DocumentResult) {
        switch result {
        case .ready(let document):
            if self.document == nil { scroll = 0 }
            content = .document(document)
            layOut()
        case .fetching:
            if document == nil { content = .waiting(isFetching: true) }
        case .failed(let problem):
            if document == nil { content = .failed(problem) }
        }
    }

    mutating func receiveRaw(_ text: String) {
        guard var document else { return }
        document.raw = text
        content = .document(document)
        showsRaw = true
        scroll = 0
        layOut()
    }

    mutating func resize(_ size: Size) {
        let isOtherWidth = size.columns != self.size.columns
        self.size = size
        if isOtherWidth { layOut() } else { scroll(by: 0) }
    }

    mutating func toggleHeaders() {
        showsAllHeaders.toggle()
        showsRaw = false
        scroll = 0
        layOut()
    }

    mutating func toggleQuotes() {
        foldsQuotes.toggle()
        layOut()
    }

    mutating func hideRaw() {
        showsRaw = false
        scroll = 0
        layOut()
    }

    mutating func showRaw() {
        showsRaw = true
        scroll = 0
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

    private mutating func layOut() {
        guard let document else { return }
        if showsRaw, let raw = document.raw {
            lines = MessageLayout(raw: raw, columns: size.columns).lines
        } else {
            lines =
                MessageLayout(
                    document, columns: size.columns, allHeaders: showsAllHeaders,
                    foldQuotes: foldsQuotes
                ).lines
        }
        scroll(by: 0)
    }
}
