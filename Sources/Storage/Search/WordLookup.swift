import GRDB
import Mail

/// Looks words up in the index: which messages have them.
struct WordLookup {
    let index: Database

    /// Numbers of messages in ascending order; some of them may be gone from the store.
    ///
    /// Words are given to SQLite as quoted strings alone, so that no one's text is taken for an
    /// operator.
    func messages(with words: Query.Words) throws -> [Int64] {
        let question = WordText.question(words.text)
        let places = WordPlaces(words.field)
        var found: [Int64] = []
        for shard in try SearchShard.all(index) {
            var ids: [Int64] = []
            if let columns = places.head {
                ids = try rows(
                    in: shard.head,
                    matching: columns + phrase(question, isExact: words.isExact))
            }
            if let columns = places.text {
                let isExact = words.isExact || isTooShort(question)
                let texts = try rows(
                    in: shard.text, matching: columns + phrase(question, isExact: isExact))
                ids = ids.isEmpty ? texts : IDSet(ids).union(IDSet(texts)).ids
            }
            found += ids
        }
        return found
    }

    private func rows(in table: String, matching expression: String) throws -> [Int64] {
        // In the order of their numbers, as full-text tables give them by themselves.
        try index.numbers("SELECT rowid FROM \(table) WHERE \(table) MATCH ?", [expression])
    }

    private func phrase(_ text: String, isExact: Bool) -> String {
        let quoted = String(text.map { $0 == "\"" || $0 == "\0" ? " " : $0 })
        return "\"\(quoted)\"" + (isExact && !WordText.endsInHalfPair(text) ? "" : " *")
    }

    /// So many words of a text begin with one letter or two that they would say nothing, slowly.
    private func isTooShort(_ question: String) -> Bool {
        WordText.lengthOfLastWord(question) < Limits.prefixLetters
            && !question.unicodeScalars.contains(where: WordText.isDense)
    }
}

/// Where the words of a field stand: in the index, and in the rows of messages.
struct WordPlaces {
    /// A filter of columns of the head's table, "" for all; nil: they are not looked at.
    let head: String?
    let text: String?
    /// Columns of the message `m`, for messages that are not indexed yet.
    let columns: [String]

    init(_ field: Query.Field) {
        let all = ["subject", "from_list", "to_list", "cc_list", "bcc_list", "list_id"]
        (head, text, columns) =
            switch field {
            case .anywhere: ("", "", all)
            case .subject: ("subject : ", nil, ["subject"])
            case .from: ("sender : ", nil, ["from_list"])
            case .to: ("recipients : ", nil, ["to_list"])
            case .cc: ("copies : ", nil, ["cc_list"])
            case .bcc: ("blind : ", nil, ["bcc_list"])
            case .list: ("list : ", nil, ["list_id"])
            case .people: ("{sender recipients copies blind} : ", nil, Array(all[1...4]))
            case .recipients: ("{recipients copies blind} : ", nil, Array(all[2...4]))
            case .body: (nil, "body : ", [])
            case .filename: (nil, "names : ", [])
            }
    }
}
