/// What becomes of a message on a POP server once it is stored here.
public enum LeaveOnServer: Hashable, Sendable {
    /// Deleted as soon as it is safe on disk: `"0d"`.
    case afterDownload
    /// Deleted so many days after it was first seen: `"14d"`.
    case days(Int)
    case forever
    /// Deleted once it was expunged here: `"until-deleted"`.
    case untilDeleted

    /// Nil when the text is none of the forms above.
    init?(_ text: String) {
        switch text {
        case "forever": self = .forever
        case "until-deleted": self = .untilDeleted
        default:
            guard text.hasSuffix("d") || text.hasSuffix("w"),
                let seconds = RelativeTime(text)?.seconds
            else { return nil }
            self = seconds == 0 ? .afterDownload : .days(seconds / 86_400)
        }
    }

    /// As the settings write it.
    var text: String {
        switch self {
        case .afterDownload: "0d"
        case .days(let days): "\(days)d"
        case .forever: "forever"
        case .untilDeleted: "until-deleted"
        }
    }
}
