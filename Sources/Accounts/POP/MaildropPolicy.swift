import Mail
import Storage

/// When a message that was downloaded is deleted from the server.
public enum MaildropPolicy: Hashable, Sendable {
    case afterDownload
    /// The settings do not say: the first visit only downloads, the next ones delete.
    case afterFirstVisit
    case afterDays(Int)
    case never
    case whenExpungedHere

    /// Whether what is downloaded now is to be deleted in the same visit.
    func deletesAtOnce(isFirstVisit: Bool) -> Bool {
        switch self {
        case .afterDownload: true
        case .afterFirstVisit: !isFirstVisit
        case .afterDays(let days): days <= 0
        case .never, .whenExpungedHere: false
        }
    }

    /// What holds before the person was told what will be deleted.
    var atFirst: MaildropPolicy { self == .afterFirstVisit ? .never : self }

    /// What stays at the server, for the person.
    var serverCopy: Mail.Capabilities.ServerCopy {
        switch self {
        case .afterDownload, .afterFirstVisit: .removedAfterDownload
        case .afterDays(let days): days <= 0 ? .removedAfterDownload : .removedAfter(days: days)
        case .never: .kept
        case .whenExpungedHere: .removedWhenDeletedHere
        }
    }
}
