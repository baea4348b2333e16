/// What a person is told when something went wrong: what happened, to which account, what to do.
public struct Problem: Error, Hashable, Sendable {
    /// Decides the exit code of a command and whether a retry makes sense.
    public enum Kind: Hashable, Sendable {
        case unreachable
        case loginRefused
        case certificate
        case protocolBroken
        case settings
        /// What was typed on the command line cannot be meant.
        case usage
        case disk
        /// A file or folder that was to be made cannot be, or is there already.
        case cannotCreate
        /// A file the person gave is no mail, or cannot be read.
        case unreadableInput
        case notFound
        case passwordNeeded
        case cancelled
        /// Another process of ours does it, or has to finish first.
        case busy
        case refusedByServer
        case ourBug
    }

    public var kind: Kind
    /// When the same may be tried again without the person, where the server said so.
    public enum Retry: Hashable, Sendable {
        /// At that moment.
        case at(Timestamp)
        /// After so many seconds each time; the last one again and again.
        case after([Int])
        /// Once more after so many seconds; then the person is asked.
        case onceMore(after: Int)
    }

    /// The account's name in the settings; empty where it is not about one account.
    public var account: String
    /// One short sentence: what happened.
    public var headline: String
    /// The cause as reported, cleaned of control characters; may be empty.
    public var detail: String
    /// What the person can do; empty where nothing is needed.
    public var remedy: String
    /// Nil: by the usual rules.
    public var retry: Retry?

    public init(
        _ kind: Kind, account: String = "", headline: String, detail: String = "",
        remedy: String = "", retry: Retry? = nil
    ) {
        self.retry = retry
        self.kind = kind
        self.account = account
        self.headline = headline
        self.detail = detail
        self.remedy = remedy
    }
}

extension Problem: CustomStringConvertible {
    /// One paragraph for standard error.
    public var description: String {
        var text = account.isEmpty ? headline : "\(account): \(headline)"
        if !detail.isEmpty { text += " (\(detail))" }
        if !remedy.isEmpty { text += "\n  \(remedy)" }
        return text
    }
}
