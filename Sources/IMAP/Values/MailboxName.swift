import Wire

/// A mailbox's name as its server writes it: octets, given back unchanged (RFC 9051 §5.1).
///
/// No path is ever made of it. For people there is ``text``.
public struct MailboxName: Sendable {
    public let octets: [UInt8]

    /// Nil for a name that cannot be sent (empty, with NUL) or is too long to be one.
    public init?(octets: some Collection<UInt8>) {
        guard !octets.isEmpty, octets.count <= Limits.mailboxName, !octets.contains(0) else {
            return nil
        }
        self.octets = Array(octets)
    }

    /// The name for a new mailbox, from what a person typed.
    public init?(text: String) {
        self.init(octets: ModifiedUTF7.encode(text))
    }

    public static let inbox = MailboxName(unchecked: Array("INBOX".utf8))

    private init(unchecked octets: [UInt8]) {
        self.octets = octets
    }

    /// Whether it is INBOX, which alone is written in any case (RFC 9051 §5.1).
    public var isInbox: Bool {
        octets.count == 5 && octets.uppercased == MailboxName.inbox.octets
    }

    /// For showing; a name that is not proper modified UTF-7 appears as it was received.
    ///
    /// It may hold any character; the screen has its own door for those.
    public var text: String {
        ModifiedUTF7.decode(octets) ?? String(decoding: octets, as: UTF8.self)
    }
}

extension MailboxName: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.octets == right.octets || (left.isInbox && right.isInbox)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(isInbox ? MailboxName.inbox.octets : octets)
    }
}

extension MailboxName: CustomStringConvertible {
    public var description: String { text.withoutControls }
}

extension Collection<UInt8> {
    /// ASCII letters in upper case, all else unchanged.
    var uppercased: [UInt8] {
        map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 - 32 : $0 }
    }
}
