import Mail

/// Why a mailbox cannot be made, renamed or removed.
public enum MailboxRefusal: Hashable, Sendable {
    /// The account has another mailbox of that name.
    case taken(String)
    /// The account needs it.
    case hasRole(String)
    /// The server keeps the mailboxes of this account.
    case isAtServer
    /// Another name would make a name below it too long or too deep.
    case name(MailboxPathFault)

    var headline: String {
        switch self {
        case .taken(let name): "There is a mailbox \"\(name)\" already."
        case .hasRole(let name): "\"\(name)\" is needed by the account and stays as it is."
        case .isAtServer: "The server keeps the mailboxes of this account."
        case .name(let fault): fault.sentence + "."
        }
    }

    var remedy: String {
        switch self {
        case .taken: "Choose another name."
        case .hasRole: "Only mailboxes of your own can be renamed or removed."
        case .isAtServer: "Creating, renaming and removing them at the server is not built yet."
        case .name: "Choose a shorter name."
        }
    }
}
