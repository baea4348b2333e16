import Mail

/// Keywords of an entry as one text: sorted, each once, joined by spaces.
///
/// Two equal sets have the same text, so that the database can compare them.
struct KeywordSet: Hashable {
    private(set) var keywords: [Keyword]

    init(_ keywords: [Keyword]) {
        guard !keywords.isEmpty else {
            self.keywords = []
            return
        }
        var seen: Set<Keyword> = []
        self.keywords = keywords.filter { seen.insert($0).inserted }.sorted()
    }

    init(text: String) {
        keywords = text.isEmpty ? [] : text.split(separator: " ").compactMap { Keyword(String($0)) }
    }

    var text: String {
        keywords.map(\.name).joined(separator: " ")
    }

    var isEmpty: Bool { keywords.isEmpty }

    func adding(_ others: [Keyword]) -> KeywordSet {
        others.isEmpty ? self : KeywordSet(keywords + others)
    }

    func removing(_ others: [Keyword]) -> KeywordSet {
        others.isEmpty ? self : KeywordSet(keywords.filter { !others.contains($0) })
    }

    /// This set, with the spelling of `other` where both have a keyword.
    func spelled(as other: KeywordSet) -> KeywordSet {
        KeywordSet(other.keywords.filter(keywords.contains) + keywords)
    }
}

/// What must be added to and removed from one set of keywords to make another.
struct KeywordDelta: Hashable {
    var added: [Keyword]
    var removed: [Keyword]

    init(added: [Keyword] = [], removed: [Keyword] = []) {
        self.added = added
        self.removed = removed
    }

    init(from old: KeywordSet, to new: KeywordSet) {
        added = new.keywords.filter { !old.keywords.contains($0) }
        removed = old.keywords.filter { !new.keywords.contains($0) }
    }

    /// Reads words such as `+work -later`.
    init(text: String) {
        self.init()
        for word in text.split(separator: " ") {
            guard let keyword = Keyword(String(word.dropFirst())) else { continue }
            if word.first == "+" { added.append(keyword) } else { removed.append(keyword) }
        }
    }

    var text: String {
        (added.map { "+\($0.name)" } + removed.map { "-\($0.name)" }).joined(separator: " ")
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    var inverse: KeywordDelta { KeywordDelta(added: removed, removed: added) }

    func applied(to set: KeywordSet) -> KeywordSet {
        set.removing(removed).adding(added)
    }
}
