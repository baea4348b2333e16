/// A message's text as it is read: pieces that can be laid out for any width.
public struct ReadingText: Hashable, Sendable {
    /// From top to bottom; an empty paragraph is a blank line.
    public var blocks: [ReadingBlock]
    /// What ``TextRun/link`` numbers: the first is 1.
    public var links: [ReadingLink]

    public init(_ blocks: [ReadingBlock] = [], links: [ReadingLink] = []) {
        self.blocks = blocks
        self.links = links
    }
}

/// A piece of a ``ReadingText``.
public enum ReadingBlock: Hashable, Sendable {
    case paragraph(Paragraph)
    /// Rows and columns that mean something; a table used for layout comes as paragraphs.
    case table(ReadingTable)
    /// A line from side to side.
    case rule(quoteDepth: Int)
}

/// Where a link leads; only ever opened when the person asks for it.
public struct ReadingLink: Hashable, Sendable {
    /// The whole target as the mail gives it.
    public var target: String
    /// What the mail shows in its place; empty where that is the target itself.
    public var text: String

    public init(target: String, text: String = "") {
        self.target = target
        self.text = text
    }
}
