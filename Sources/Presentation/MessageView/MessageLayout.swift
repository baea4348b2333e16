import Console
import Mail

/// Makes the lines of a message for a width.
///
/// Made once for each message and width, not at each drawing: a long message takes many lines.
struct MessageLayout {
    private(set) var lines: [MessageLine] = []
    private let columns: Int

    /// The readable form of a message.
    init(_ document: MessageDocument, columns: Int, allHeaders: Bool, foldQuotes: Bool) {
        self.columns = max(1, min(columns, Limits.readableColumns))
        for field in allHeaders ? document.allFields : document.chosenFields {
            addField(field)
        }
        add("", .text)
        addNotes(of: document)
        addBody(document.text.flat, foldQuotes: foldQuotes)
        addAttachments(document.attachments)
    }

    /// The octets of a message as text, wrapped only at the edge of the pane.
    init(raw: String, columns: Int) {
        self.columns = max(1, columns)
        for line in raw.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            guard isRoomLeft(for: raw) else { return }
            addWrapped(String(line), .raw)
        }
    }

    private mutating func add(_ text: TerminalText, _ kind: MessageLine.Kind) {
        lines.append(MessageLine(kind: kind, text: text))
    }

    private mutating func addWrapped(_ text: String, _ kind: MessageLine.Kind) {
        let wrapped = TerminalText.wrapped(text, columns: columns)
        if wrapped.isEmpty { add("", kind) }
        for line in wrapped { add(line, kind) }
    }

    private mutating func addField(_ field: MessageDocument.Field) {
        let value = String(field.value.prefix(Limits.headerCharacters))
        let indent = TerminalText.blank(columns: 4)
        let text = "\(field.name): \(value)".replacingLineEnds
        let lines = TerminalText.wrapped(text, columns: max(1, columns - indent.width))
        for (number, line) in lines.enumerated() {
            add(number == 0 ? line : indent + line, .header)
        }
    }

    private mutating func addNotes(of document: MessageDocument) {
        let images = document.hiddenRemoteImages
        if images > 0 {
            let verb = images == 1 ? "was" : "were"
            addWrapped("[\(counted(images, "remote picture")) \(verb) not fetched]", .note)
        }
        if document.textSource == .none {
            addWrapped("[This message has no text]", .note)
        }
        for note in document.notes {
            addWrapped("[\(note)]", .note)
        }
        if lines.last?.kind == .note { add("", .text) }
    }

    private mutating func addBody(_ text: String, foldQuotes: Bool) {
        var isSignature = false
        var folded = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            guard isRoomLeft(for: text) else { return }
            let quote = QuotedLine(line)
            if foldQuotes, quote.depth > 0 {
                folded += 1
                continue
            }
            addFold(of: &folded)
            if line == "-- " || line == "--" { isSignature = true }
            if quote.depth > 0 {
                addQuote(quote)
            } else {
                addWrapped(String(line), isSignature ? .signature : .text)
            }
        }
        addFold(of: &folded)
    }

    private mutating func addFold(of folded: inout Int) {
        guard folded > 0 else { return }
        add(TerminalText("[\(counted(folded, "quoted line")) folded]"), .quote(depth: 1))
        folded = 0
    }

    /// Each wrapped line of a quotation begins with the marks of its depth.
    private mutating func addQuote(_ quote: QuotedLine) {
        let depth = min(quote.depth, max(1, columns / 4))
        let prefix = TerminalText(String(repeating: "> ", count: depth))
        let wrapped = TerminalText.wrapped(
            quote.text, columns: max(1, columns - prefix.width))
        for line in wrapped.isEmpty ? [TerminalText("")] : wrapped {
            add(prefix + line, .quote(depth: quote.depth))
        }
    }

    private mutating func addAttachments(_ attachments: [MessageDocument.Attachment]) {
        guard !attachments.isEmpty else { return }
        add("", .text)
        for (number, attachment) in attachments.enumerated() {
            addWrapped("[\(number + 1)] \(attachment.summary)", .note)
        }
    }

    /// Says so once where a message is too long to be shown whole.
    private mutating func isRoomLeft(for text: String) -> Bool {
        guard lines.count >= Limits.messageLines else { return true }
        add("[The rest of this very long message is not shown]", .note)
        return false
    }
}

/// A line of text with its marks of quotation taken off.
struct QuotedLine: Equatable {
    let depth: Int
    let text: String

    init(_ line: Substring) {
        var rest = line
        var depth = 0
        while true {
            let unindented = depth == 0 ? rest : rest.drop { $0 == " " }
            guard unindented.first == ">" else { break }
            rest = unindented.dropFirst()
            depth += 1
        }
        if depth > 0, rest.first == " " { rest = rest.dropFirst() }
        self.depth = depth
        text = String(rest)
    }
}

extension MessageDocument.Attachment {
    /// Name, type and size as a person reads them.
    var summary: String {
        let known = [mediaType] + (size.map { [readableSize($0)] } ?? [])
        return
            "\(fileName.isEmpty ? "without a name" : fileName) (\(known.joined(separator: ", ")))"
    }
}

extension ReadingText {
    /// Its paragraphs with their marks of quotation.
    fileprivate var flat: String {
        blocks.map { block in
            switch block {
            case .paragraph(let paragraph):
                String(repeating: "> ", count: paragraph.quoteDepth) + paragraph.text
            case .table(let table):
                table.rows.map { $0.map(\.text).joined(separator: "  ") }.joined(separator: "\n")
            case .rule: "---"
            }
        }.joined(separator: "\n")
    }
}

extension String {
    /// One line: what a header field needs.
    fileprivate var replacingLineEnds: String {
        String(map { $0.isNewline ? " " : $0 })
    }
}
