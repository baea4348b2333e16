/// A number that names one thing in the store; never used again after the thing is gone.
///
/// The tag keeps an account's number from being taken for a mailbox's.
public struct Identifier<Tag>: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

public enum AccountTag {}
public enum MailboxTag {}
public enum MessageTag {}
public enum EntryTag {}
public enum ThreadTag {}

/// Mail at one provider.
public typealias AccountID = Identifier<AccountTag>
/// A named list of messages.
public typealias MailboxID = Identifier<MailboxTag>
/// One mail as the store knows it, whichever mailboxes it is in.
///
/// Not the Message-ID header field, which is text (``Envelope/messageID``).
public typealias MessageID = Identifier<MessageTag>
/// One message in one mailbox: what a person or a script calls "id".
public typealias EntryID = Identifier<EntryTag>
/// Messages joined by the Message-IDs they name.
public typealias ThreadID = Identifier<ThreadTag>
