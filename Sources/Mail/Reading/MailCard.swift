/// What a part made for programs says to a person: an invitation, a contact, a delivery report.
public struct MailCard: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case invitation, contact, deliveryReport, receipt, abuseReport
    }

    public struct Row: Hashable, Sendable {
        /// "When", "Where"; empty where the value goes on.
        public var label: String
        public var value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public var kind: Kind
    /// One sentence or title: "The mail to bob@example.org could not be delivered".
    public var title: String
    public var rows: [Row]
    /// The part it was made from, numbered as in IMAP.
    public var part: String

    public init(kind: Kind, title: String, rows: [Row], part: String) {
        self.kind = kind
        self.title = title
        self.rows = rows
        self.part = part
    }
}
