import Mail

/// Why the store did not do what it was asked.
public enum StoreFault: Error, Hashable, Sendable {
    /// A database of another program, or no database at all; it was left as it is.
    case notOurs(path: String)
    /// Written by a later version of this program; it was left as it is.
    case newer(path: String, version: Int)
    case damaged(path: String, detail: String)
    /// No room left on the disk.
    case full(path: String)
    case cannotOpen(path: String, detail: String)
    case readOnly(path: String)
    /// Owned by another user, or in a folder that others share.
    case unsafePermissions(path: String, detail: String)
    /// Another process kept the store locked for too long.
    case busy
    /// The disk failed to read or write: the store is suspect.
    case inputOutput(detail: String)
    /// The disk failed before: nothing is deleted at a server until the store was checked.
    case suspect(detail: String)
    /// A file of that name is there already and stays as it is.
    case exists(path: String)
    /// Another process has the store open.
    case inUse(process: Int32?)
    /// A mailbox of another account cannot take the message.
    case otherAccount
    /// The account, mailbox, message or entry is not in the store.
    case notFound
    /// A mailbox cannot be made, renamed or removed as wished.
    case mailbox(MailboxRefusal)
}

extension StoreFault {
    /// One short sentence for the person: what happened.
    public var headline: String {
        switch self {
        case .notOurs(let path): "\(path) is not a mail store."
        case .newer(let path, let version):
            "\(path) was written by a newer version of this program (format \(version))."
        case .damaged(let path, _): "The mail store \(path) is damaged."
        case .full(let path): "The disk is full: \(path) cannot grow."
        case .cannotOpen(let path, _): "The mail store \(path) cannot be opened."
        case .readOnly(let path): "The mail store \(path) cannot be written."
        case .unsafePermissions(let path, _): "\(path) is not safe to keep mail in."
        case .busy: "The mail store is in use by another process."
        case .inputOutput: "The disk failed while mail was read or written."
        case .suspect: "The disk failed or mail is damaged; nothing more is deleted at servers."
        case .exists(let path): "\(path) exists already."
        case .inUse(let process?): "The mail store is in use by process \(process)."
        case .inUse(nil): "The mail store is in use by another process."
        case .otherAccount: "A message cannot move to a mailbox of another account."
        case .notFound: "That is no longer in the mail store."
        case .mailbox(let refusal): refusal.headline
        }
    }

    /// What the person can do about it.
    public var remedy: String {
        switch self {
        case .notOurs: "Move the file away, or choose another place for the store."
        case .newer: "Install the newer version again; the file was not changed."
        case .damaged: "martlet doctor looks at it; keep the file until your mail is back."
        case .full: "Make room on the disk; nothing was lost."
        case .cannotOpen: "Check that the folder exists and belongs to you."
        case .readOnly: "Make the file and its folder writable for you."
        case .unsafePermissions: "Choose a folder that belongs to you alone."
        case .busy: "Try again, or end the other process."
        case .inputOutput: "Check the disk, then make a backup of the store before you go on."
        case .suspect: "Check the disk, run martlet doctor --full, then start Martlet again."
        case .exists: "Choose another name."
        case .inUse: "End it first."
        case .otherAccount: "Choose a mailbox of the message's own account."
        case .notFound: ""
        case .mailbox(let refusal): refusal.remedy
        }
    }

    /// The cause as the system or SQLite reported it; empty where there is nothing to add.
    public var detail: String {
        switch self {
        case .damaged(_, let detail), .cannotOpen(_, let detail),
            .unsafePermissions(_, let detail), .inputOutput(let detail), .suspect(let detail):
            detail
        case .notOurs, .newer, .full, .readOnly, .busy, .exists, .inUse, .otherAccount, .notFound,
            .mailbox:
            ""
        }
    }

    /// What sort of problem it is; decides the exit code of a command.
    public var kind: Problem.Kind {
        switch self {
        case .otherAccount, .notFound: .notFound
        case .mailbox: .usage
        case .notOurs, .newer, .damaged, .full, .cannotOpen, .readOnly, .unsafePermissions,
            .busy, .inputOutput, .suspect:
            .disk
        case .exists: .usage
        case .inUse: .busy
        }
    }
}
