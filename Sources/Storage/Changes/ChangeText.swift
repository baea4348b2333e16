import Mail

/// Names changes for the status line and for undo: "archive of 3 messages".
enum ChangeText {
    static func messages(_ count: Int) -> String {
        counted(count, "message")
    }

    /// One message is named by its subject, several are counted.
    static func object(_ count: Int, subject: String?) -> String {
        guard count == 1, let subject, !subject.isEmpty else { return messages(count) }
        let short = subject.count > 60 ? subject.prefix(59) + "…" : subject[...]
        return "\"\(short)\""
    }

    /// `place` is the name of the mailbox a move or copy leads to.
    static func noun(_ action: ChangeAction, place: String?) -> String {
        switch action {
        case .flags(_, let add, let remove): flags(add: add, remove: remove)
        case .keywords(_, let add, let remove): keywords(add: add, remove: remove)
        case .move(_, .role(.archive)): "archive of"
        case .move(_, .role(.trash)): "deletion of"
        case .move: "move to \(place ?? "another mailbox") of"
        case .copy: "copy to \(place ?? "another mailbox") of"
        case .expunge: "final deletion of"
        case .catchUp: "seen mark on"
        case .empty: "final deletion of"
        case .file: "filters on"
        case .createMailbox, .renameMailbox, .removeMailbox: "change of a mailbox with"
        }
    }

    /// A change to a mailbox itself; nil for every other one.
    static func mailboxes(
        _ action: ChangeAction, _ names: (old: String, new: String), messages count: Int
    ) -> String? {
        switch action {
        case .createMailbox: "creation of mailbox \"\(names.new)\""
        case .renameMailbox: "renaming of mailbox \"\(names.old)\" to \"\(names.new)\""
        case .removeMailbox:
            "removal of mailbox \"\(names.old)\"" + (count > 0 ? " with \(messages(count))" : "")
        default: nil
        }
    }

    private static func flags(add: Flags, remove: Flags) -> String {
        switch (add, remove) {
        case (.seen, []): "seen mark on"
        case ([], .seen): "unseen mark on"
        case (.flagged, []): "flag on"
        case ([], .flagged): "removed flag on"
        default: "marks on"
        }
    }

    private static func keywords(add: [Keyword], remove: [Keyword]) -> String {
        switch (add.count, remove.count) {
        case (1, 0): "keyword \(add[0].name) on"
        case (0, 1): "removed keyword \(remove[0].name) on"
        default: "keywords on"
        }
    }
}

extension PendingBatch.Kind {
    /// What was wished, to be followed by its object.
    var noun: String {
        switch self {
        case .flags: "marks on"
        case .move: "move of"
        case .copy: "copy of"
        case .expunge: "final deletion of"
        }
    }
}
