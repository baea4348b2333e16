import GRDB
import Mail

/// Flags and keywords of an entry: as shown, as its server last acknowledged, as in flight.
struct FlagState: Hashable {
    var flags: Flags
    var keywords: KeywordSet
    var serverFlags: Flags
    var serverKeywords: KeywordSet
    let sentFlags: Flags
    let sentKeywords: KeywordDelta

    /// What ``init(row:from:)`` reads.
    static let columns = """
        flags, keywords, server_flags, server_keywords, sent_add | sent_remove, sent_keywords
        """

    init(row: Row, from index: Int) {
        flags = Flags(rawValue: row[index])
        keywords = KeywordSet(text: row[index + 1])
        serverFlags = Flags(rawValue: row[index + 2])
        serverKeywords = KeywordSet(text: row[index + 3])
        sentFlags = Flags(rawValue: row[index + 4])
        sentKeywords = KeywordDelta(text: row[index + 5])
    }

    /// Takes over what the server has now.
    ///
    /// What the person changed and the server has not acknowledged stays as the person wants it.
    mutating func merge(flags remote: Flags, keywords remoteKeywords: KeywordSet) {
        let mask = flags.symmetricDifference(serverFlags).union(sentFlags)
        flags = remote.subtracting(mask).union(flags.intersection(mask))
        serverFlags = remote
        let local = KeywordDelta(from: serverKeywords, to: keywords)
        let masked = local.added + local.removed + sentKeywords.added + sentKeywords.removed
        let kept = keywords.keywords.filter(masked.contains)
        keywords = remoteKeywords.removing(masked).adding(kept).spelled(as: remoteKeywords)
        serverKeywords = remoteKeywords
    }

    /// The server did what it was told.
    mutating func acknowledge(add: Flags, remove: Flags, keywords delta: KeywordDelta) {
        serverFlags = serverFlags.union(add).subtracting(remove)
        serverKeywords = delta.applied(to: serverKeywords)
        keywords = keywords.spelled(as: serverKeywords)
    }

    /// The server refused: what was in flight is shown again as the server has it.
    mutating func takeBack(add: Flags, remove: Flags, keywords delta: KeywordDelta) {
        let mask = add.union(remove)
        flags = flags.subtracting(mask).union(serverFlags.intersection(mask))
        let masked = delta.added + delta.removed
        let theirs = serverKeywords.keywords.filter(masked.contains)
        keywords = keywords.removing(masked).adding(theirs).spelled(as: serverKeywords)
    }

    /// Writes all of it but what is in flight.
    func write(to entry: Int64, _ db: Database) throws {
        try db.run(
            """
            UPDATE entry SET flags = ?, keywords = ?, server_flags = ?, server_keywords = ?
            WHERE id = ?
            """,
            [flags.rawValue, keywords.text, serverFlags.rawValue, serverKeywords.text, entry])
    }
}
