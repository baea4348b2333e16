/// The programs that show what a terminal cannot, each a program with its first arguments.
///
/// What is to be opened is added as the last argument. No shell is involved.
public struct ProgramSettings: Hashable, Sendable {
    /// The program for one media type, or for all of one kind.
    public struct Rule: Hashable, Sendable {
        /// In small letters: `application/pdf`, or `image/*`.
        public var mediaType: String
        public var command: [String]

        public init(mediaType: String, command: [String]) {
            self.mediaType = mediaType
            self.command = command
        }
    }

    /// Opens the address of a link.
    public var links: [String]
    /// Opens a file no rule is for.
    public var fallback: [String]
    /// In the file's order.
    public var rules: [Rule]

    public init(
        links: [String] = ProgramSettings.desktop, fallback: [String] = ProgramSettings.desktop,
        rules: [Rule] = []
    ) {
        self.links = links
        self.fallback = fallback
        self.rules = rules
    }

    /// The program for a media type: the rule that names it, else that for its kind, else the default.
    public func command(for mediaType: String) -> [String] {
        let wanted = mediaType.lowercased()
        let kind = wanted.prefix { $0 != "/" } + "/*"
        let rule =
            rules.first { $0.mediaType == wanted } ?? rules.first { $0.mediaType == kind }
        return rule?.command ?? fallback
    }

    /// What the desktop itself would take.
    public static let desktop = ["xdg-open"]
}
