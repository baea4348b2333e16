/// One response of the server, understood; positions are still sequence numbers.
enum Response {
    enum Condition { case ok, no, bad, bye, preauth }

    struct Status {
        var condition: Condition
        var code: ResponseCode?
        var text: [UInt8]
    }

    /// What a FETCH says, before it is known which message it is about.
    struct Fetch {
        var position: SequenceNumber?
        var uid: UID?
        var message = FetchedMessage(uid: .first)
    }

    /// An answer to UID SEARCH, new style or old.
    struct Search {
        var tag: String?
        var isExtended: Bool
        var uids: UIDSet?
        var count: Int?
        var modSeq: ModSeq?
    }

    case continuation([UInt8])
    case tagged(tag: String, Status)
    case status(Status)
    case capability(Set<Capability>)
    case enabled(Set<Capability>)
    case exists(UInt32)
    case expunge(SequenceNumber)
    case fetch(Fetch)
    case vanished(UIDSet, earlier: Bool)
    case search(Search)
    case mailbox(MailboxListing)
    case mailboxStatus(MailboxName, MailboxStatus)
    case flags(Set<Flag>)
    /// Known to the grammar or not, of no use to us.
    case ignored
    /// `uid`: the message it was about, where that much could be read.
    case unreadable(uid: UID?)
}

/// What stands in brackets before the text of a status response (RFC 9051 §7.1).
enum ResponseCode {
    case alert
    case capability(Set<Capability>)
    case uidValidity(UIDValidity?)
    case uidNext(UID?)
    case highestModSeq(ModSeq?)
    case noModSeq
    case permanentFlags(Set<Flag>, allowsNew: Bool)
    case readOnly
    case readWrite
    case closed
    case appendUID(UIDValidity, UID)
    case copyUID(UIDValidity, UIDMapping)
    /// Upper case.
    case other(String)
}

extension ResponseCode {
    /// The code as a refusal carries it, upper case.
    var name: String {
        switch self {
        case .alert: "ALERT"
        case .capability: "CAPABILITY"
        case .uidValidity: "UIDVALIDITY"
        case .uidNext: "UIDNEXT"
        case .highestModSeq: "HIGHESTMODSEQ"
        case .noModSeq: "NOMODSEQ"
        case .permanentFlags: "PERMANENTFLAGS"
        case .readOnly: "READ-ONLY"
        case .readWrite: "READ-WRITE"
        case .closed: "CLOSED"
        case .appendUID: "APPENDUID"
        case .copyUID: "COPYUID"
        case .other(let name): name
        }
    }
}
