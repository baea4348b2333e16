/// How a message is to be laid out.
struct LayoutWish: Equatable, Sendable {
    /// What becomes of quoted text.
    enum Folding: Equatable, Sendable {
        /// Quotations of more than ``Limits/quotedLines`` lines are.
        case long
        case none
        case all

        var next: Folding {
            switch self {
            case .long: .none
            case .none: .all
            case .all: .long
            }
        }
    }

    /// Keys that the text of the message view names; nil where no key can be pressed.
    struct Keys: Equatable, Sendable {
        var unfold: String?
        var otherForm: String?
    }

    var columns: Int
    var allHeaders = false
    var folding = Folding.long
    var keys = Keys()

    /// The columns of text that is wrapped.
    var readableColumns: Int { max(1, min(columns, Limits.readableColumns)) }
}
