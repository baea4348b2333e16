import Mail

/// A message of a POP maildrop that was downloaded once.
///
/// It outlives the message, so that what was deleted here is never downloaded again.
public struct MaildropItem: Hashable, Sendable, Identifiable {
    /// How the message is found again in a later session.
    public struct ID: Hashable, Sendable {
        /// The server's UIDL (RFC 1939 §7); empty when the server has none.
        public var uniqueID: String
        /// Counts messages that carry the same unique id, from 0; without one, messages of the
        /// same octets.
        public var ordinal: Int
        /// Of the octets; only where ``uniqueID`` is empty, else empty.
        public var sha256: [UInt8]

        public init(uniqueID: String, ordinal: Int, sha256: [UInt8] = []) {
            self.uniqueID = uniqueID
            self.ordinal = ordinal
            self.sha256 = sha256
        }

        /// A name no server can give, for a message whose name was given to another.
        func displaced(_ sha256: [UInt8]) -> ID {
            let mark = sha256.prefix(16).map { String($0, radix: 16) }.joined(separator: ".")
            return ID(uniqueID: "\(ID.displacedMark)\(mark) \(uniqueID)", ordinal: ordinal)
        }

        var isDisplaced: Bool { uniqueID.hasPrefix(ID.displacedMark) }

        /// A unique id holds no blanks (RFC 1939 §7).
        private static let displacedMark = "displaced "
    }

    /// How the maildrop stands with the message.
    public enum State: Int64, Hashable, Sendable {
        /// Held here; may stay at the server.
        case stored = 1
        /// Held here; the server must still delete it.
        case deletePending = 2
        /// The server no longer lists it.
        case gone = 3
        /// The server said that it deleted it, and no listing has shown so yet.
        case deleteConfirmed = 4
        /// Only the header is here; the server has the message.
        case headerOnly = 5
        /// The server said that it deleted it, and lists it still.
        case deleteBelied = 6
    }

    public var id: ID
    /// Of the message as it is here; of one that is not, as the server counts.
    public var size: Int
    public var state: State
    public var firstSeen: Timestamp
    public var sha256: [UInt8]
    /// Deleted for good on this computer.
    public var isExpungedHere: Bool
    /// In the trash of this computer.
    public var isTrashedHere: Bool
    /// By the server's word; nil while unknown.
    public var listSize: Int?
    /// Date and Message-ID in one text; empty when the message has no Message-ID.
    public var letter: String
    /// The server did not list it the last time.
    public var isAbsent: Bool

    public init(
        id: ID, size: Int, state: State, firstSeen: Timestamp, sha256: [UInt8],
        isExpungedHere: Bool = false, isTrashedHere: Bool = false, listSize: Int? = nil,
        letter: String = "", isAbsent: Bool = false
    ) {
        self.id = id
        self.size = size
        self.state = state
        self.firstSeen = firstSeen
        self.sha256 = sha256
        self.isExpungedHere = isExpungedHere
        self.isTrashedHere = isTrashedHere
        self.listSize = listSize
        self.letter = letter
        self.isAbsent = isAbsent
    }

    /// By what a message is found again under another name; empty where it has no Message-ID.
    public static func letter(of envelope: Envelope) -> String {
        guard let messageID = envelope.messageID, !messageID.isEmpty else { return "" }
        let date = envelope.date?.seconds ?? StoredEnvelope.noDate
        return "\(date) \(TextList.clean(messageID))"
    }
}

/// One line of a maildrop's listing.
public struct ListedItem: Hashable, Sendable {
    /// Empty when the server has no unique ids.
    public var uniqueID: String
    /// Counts messages that carry the same unique id, from 0.
    public var ordinal: Int
    public var size: Int

    public init(uniqueID: String, ordinal: Int, size: Int) {
        self.uniqueID = uniqueID
        self.ordinal = ordinal
        self.size = size
    }
}
