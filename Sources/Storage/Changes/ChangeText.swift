import Mail

/// Names changes for the status line and for undo: "archive of 3 messages".
enum ChangeText {
    static func messages(_ count: Int) -> String {
        count == 1 ? "1 message" : "\(count) messages"
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
