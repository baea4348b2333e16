import Mail

/// The attachments of the message being read, one of them selected.
struct AttachmentList: Equatable, Sendable {
    let entry: EntryID
    let attachments: [MessageDocument.Attachment]
    private(set) var selected = 0

    init(of document: MessageDocument) {
        entry = document.entry
        attachments = document.attachments
    }

    var attachment: MessageDocument.Attachment? {
        attachments.indices.contains(selected) ? attachments[selected] : nil
    }

    mutating func select(_ index: Int) {
        selected = min(max(0, index), max(0, attachments.count - 1))
    }
}
