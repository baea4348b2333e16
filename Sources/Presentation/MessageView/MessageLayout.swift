import Console
import Mail

/// Makes the lines of a message for a width.
///
/// Made once for each message and width, not at each drawing: a long message takes many lines.
struct MessageLayout {
    private(set) var lines: [MessageLine] = []
    private let wish: LayoutWish

    /// The readable form of a message.
    init(_ document: MessageDocument, wish: LayoutWish) {
        self.wish = wish
        for field in wish.allHeaders ? document.allFields : document.chosenFields {
            addField(field)
        }
        if !lines.isEmpty { addBlank() }
        addNotes(of: document)
        for card in document.cards {
            lines += CardLayout(card, wish: wish).lines
            addBlank()
        }
        lines += QuoteFolding.folded(MessageLayout.lines(of: document.text, wish: wish), wish: wish)
        addAttachments(document.attachments)
    }

    /// The octets of a message as text, wrapped only at the edge of the pane.
    init(raw: String, columns: Int) {
        wish = LayoutWish(columns: columns)
        // Line by line, as the rest may be a hundred megabytes that nobody will see.
        var rest: Substring? = raw[...]
        var block = 1
        while let text = rest {
            let room = Limits.messageLines - lines.count
            let line = text.prefix { !$0.isNewline }
            let end = text[line.endIndex...]
            let shown = TaggedText(String(line.prefix((room + 1) * columns)))
            let pieces = shown.wrapped(columns: columns, breaking: .edge)
            lines += pieces.prefix(room).map { MessageLine(kind: .raw, body: $0, block: block) }
            guard pieces.count <= room else {
                lines.append(MessageLayout.endNote)
                return
            }
            rest = end.isEmpty ? nil : end.dropFirst()
            block += 1
        }
    }

    private mutating func addBlank() {
        lines.append(MessageLine(kind: .text, body: TaggedText()))
    }

    private mutating func addField(_ field: MessageDocument.Field) {
        let indent = TaggedText(.blank(columns: min(4, wish.readableColumns / 4)))
        let text = TaggedText([
            ("\(field.name.onOneLine): ", LineLook.strong.rawValue),
            (field.value.onOneLine.endsKept, 0),
        ])
        let wrapped = text.wrapped(columns: wish.readableColumns - indent.width)
        for (number, line) in wrapped.enumerated() {
            lines.append(MessageLine(kind: .header, body: number == 0 ? line : indent + line))
        }
    }

    private mutating func addNote(_ text: String) {
        for line in TaggedText("[\(text)]").wrapped(columns: wish.readableColumns) {
            lines.append(MessageLine(kind: .note, body: line))
        }
    }

    private mutating func addNotes(of document: MessageDocument) {
        let before = lines.count
        if let form = document.formSentence(key: wish.keys.otherForm) { addNote(form) }
        let images = document.hiddenRemoteImages
        if images > 0 {
            let verb = images == 1 ? "was" : "were"
            addNote("\(counted(images, "remote picture")) \(verb) not fetched")
        }
        if document.textSource == .none, document.cards.isEmpty {
            addNote("This message has no text")
        }
        for note in document.notes { addNote(note) }
        if lines.count > before { addBlank() }
    }

    private mutating func addAttachments(_ attachments: [MessageDocument.Attachment]) {
        guard !attachments.isEmpty else { return }
        while let last = lines.last, last.body.isEmpty, last.marks == 0 { lines.removeLast() }
        if !lines.isEmpty { addBlank() }
        for attachment in attachments {
            let start = "[\(attachment.part)] \(attachment.title)"
            let facts = attachment.facts.isEmpty ? "" : " (\(attachment.facts))"
            for line in TaggedText(start + facts).wrapped(columns: wish.readableColumns) {
                lines.append(MessageLine(kind: .note, body: line))
            }
        }
    }
}

// MARK: The text

extension MessageLayout {
    private static let endNote = MessageLine(
        kind: .note, body: TaggedText("[The rest of this very long message is not shown]"))

    private static func lines(of text: ReadingText, wish: LayoutWish) -> [MessageLine] {
        var lines: [MessageLine] = []
        var patch = PatchFinder(text.blocks)
        var isBehindTable = false
        for (number, block) in text.blocks.enumerated() {
            var added: [MessageLine]
            switch block {
            case .paragraph(let paragraph):
                let isPatch = patch.contains(number)
                added = ParagraphLayout(paragraph, isPatch: isPatch, wish: wish).lines
            case .table(let table):
                added = TableLayout(table, wish: wish).lines
            case .rule(let depth):
                added = [rule(depth: depth, wish: wish)]
            }
            if isTable(block) || isBehindTable, isBlankMissing(between: lines.last, added.first) {
                added.insert(blank(like: added[0]), at: 0)
            }
            isBehindTable = isTable(block)
            for index in added.indices { added[index].block = number + 1 }
            let room = Limits.messageLines - lines.count
            lines += added.prefix(room)
            guard added.count <= room else { return lines + [endNote] }
        }
        return lines
    }

    private static func isTable(_ block: ReadingBlock) -> Bool {
        if case .table = block { true } else { false }
    }

    /// The rows of a table are read apart from the text around them.
    private static func isBlankMissing(
        between line: MessageLine?, _ next: MessageLine?
    ) -> Bool {
        guard let line, let next else { return false }
        return !line.body.isEmpty && !next.body.isEmpty
    }

    /// A blank line with the marks of quotation of another.
    private static func blank(like line: MessageLine) -> MessageLine {
        MessageLine(
            kind: .text, quoteDepth: line.quoteDepth, body: TaggedText(), marks: line.marks)
    }

    private static func rule(depth: Int, wish: LayoutWish) -> MessageLine {
        let marks = QuoteMarks(depth: depth, columns: wish.readableColumns)
        let line = String(repeating: "─", count: max(0, wish.readableColumns - marks.width))
        return MessageLine(
            kind: .border, quoteDepth: depth, body: TaggedText(line), marks: marks.count)
    }
}

/// Knows which fixed paragraphs belong to a patch: lines of program text that begin with "-" may be
/// anything else.
private struct PatchFinder {
    private let blocks: [ReadingBlock]
    private var end = 0
    private var isPatch = false

    init(_ blocks: [ReadingBlock]) {
        self.blocks = blocks
    }

    /// To be asked for one block after the other.
    mutating func contains(_ number: Int) -> Bool {
        if number < end { return isPatch }
        end = number
        isPatch = false
        while end < blocks.count, case .paragraph(let paragraph) = blocks[end],
            paragraph.kind == .fixed || paragraph.runs.isEmpty
        {
            let start = paragraph.runs.first?.text ?? ""
            isPatch = isPatch || start.hasPrefix("@@ ") || start.hasPrefix("diff --")
            end += 1
        }
        return isPatch
    }
}

extension MessageDocument {
    /// Which form of the text is shown, where that is worth a line.
    fileprivate func formSentence(key: String?) -> String? {
        guard let otherSource, otherSource != .none else { return nil }
        guard textSource == .html || request.form != .byRule else { return nil }
        let hint = key.map { "; \($0) shows the \(otherSource.name)" } ?? ""
        return textSource == .html ? "Shown from HTML\(hint)" : "Shown from plain text\(hint)"
    }
}

extension MessageDocument.TextSource {
    /// As it stands in a sentence.
    var name: String {
        switch self {
        case .plain: "plain text"
        case .html: "HTML"
        case .none: "nothing"
        }
    }
}

extension MessageDocument.Attachment {
    /// The name, or in its place what programs send without one.
    var title: String {
        guard fileName.isEmpty else { return fileName }
        switch mediaType {
        case "message/delivery-status", "message/global-delivery-status": return "delivery report"
        case "message/disposition-notification": return "receipt"
        case "message/feedback-report": return "abuse report"
        case "message/rfc822", "message/global": return "message"
        case "text/rfc822-headers", "message/global-headers": return "header of the message"
        case "text/calendar": return "calendar"
        case "text/vcard", "text/x-vcard": return "contact"
        case "application/pgp-signature", "application/pkcs7-signature",
            "application/x-pkcs7-signature":
            return "signature"
        default: return "without a name"
        }
    }

    /// Type, size and contents as a person reads them.
    var facts: String {
        ([mediaType, size.map(readableSize) ?? "", contents]).filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}

extension String {
    /// The text, or the start and the end of one that is too long: an address stands at the end.
    fileprivate var endsKept: String {
        guard count > Limits.headerCharacters else { return self }
        let end = Limits.headerCharacters / 10
        return prefix(Limits.headerCharacters - end) + " … " + suffix(end)
    }
}
