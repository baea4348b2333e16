/// Text that is wrapped as one.
public struct Paragraph: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case text
        case heading
        /// Program text, a patch, a drawing: blanks count, and it is broken at the edge only.
        case fixed
        /// The sender's signature, its "-- " included.
        case signature
        /// "Alice wrote:" above what she wrote.
        case attribution
    }

    public var kind: Kind
    /// How often what stands here was quoted.
    public var quoteDepth: Int
    /// Columns the whole paragraph stands in from the left, its marker included.
    public var indent: Int
    /// "•" or "3." before the first line; further lines stand under its text.
    public var marker: String
    /// Without line ends.
    public var runs: [TextRun]

    public init(
        _ runs: [TextRun] = [], kind: Kind = .text, quoteDepth: Int = 0, indent: Int = 0,
        marker: String = ""
    ) {
        self.kind = kind
        self.quoteDepth = quoteDepth
        self.indent = indent
        self.marker = marker
        self.runs = runs
    }

    public init(_ text: String, kind: Kind = .text, quoteDepth: Int = 0) {
        self.init(text.isEmpty ? [] : [TextRun(text)], kind: kind, quoteDepth: quoteDepth)
    }

    /// The text without its looks.
    public var text: String { runs.map(\.text).joined() }
}

/// Characters of one look.
public struct TextRun: Hashable, Sendable {
    public struct Look: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        public static let strong = Look(rawValue: 1)
        public static let emphasised = Look(rawValue: 2)
        public static let struck = Look(rawValue: 4)
        public static let code = Look(rawValue: 8)
        /// Words in the place of a picture.
        public static let picture = Look(rawValue: 16)
        /// Ours and not the mail's, such as the number of a link.
        public static let added = Look(rawValue: 32)
    }

    public var text: String
    public var look: Look
    /// The number of its link in ``ReadingText/links``, from 1.
    public var link: Int?

    public init(_ text: String, look: Look = [], link: Int? = nil) {
        self.text = text
        self.look = look
        self.link = link
    }
}
