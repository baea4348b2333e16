import Mail

/// A message of a POP maildrop that was downloaded once.
///
/// It outlives the message, so that what was deleted here is never downloaded again.
public struct MaildropItem: Hashable, Sendable, Identifiable {
    /// How the message is found again in a later session.
    public struct ID: Hashable, Sendable {
        /// The server's UIDL (RFC 1939 §7); empty when the server has none.
        public var uniqueID: String
        /// Counts messages that carry the same unique id, from 0.
        public var ordinal: Int
        /// Of the octets; only where ``uniqueID`` is empty, else empty.
        public var sha256: [UInt8]

        public init(uniqueID: String, ordinal: Int, sha256: [UInt8] = []) {
            self.uniqueID = uniqueID
            self.ordinal = ordinal
            self.sha256 = sha256
        }
    }

    /// How the maildrop stands with the message.
    public enum State: Int64, Hashable, Sendable {
        /// Held here; may stay at the server.
        case stored = 1
        /// Held here; the server must still delete it.
        case deletePending = 2
        /// The server no longer lists it.
        case gone = 3
    }

    public var id: ID
    public var size: Int
    public var state: State
    public var firstSeen: Timestamp
    public var sha256: [UInt8]
    /// Deleted for good on this computer.
    public var isExpungedHere: Bool
    /// In the trash of this computer.
    public var isTrashedHere: Bool

    public init(
        id: ID, size: Int, state: State, firstSeen: Timestamp, sha256: [UInt8],
        isExpungedHere: Bool = false, isTrashedHere: Bool = false
    ) {
        self.id = id
        self.size = size
        self.state = state
        self.firstSeen = firstSeen
        self.sha256 = sha256
        self.isExpungedHere = isExpungedHere
        self.isTrashedHere = isTrashedHere
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
