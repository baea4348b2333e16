/// What one FETCH response tells of a message; nil where it says nothing.
///
/// A server may leave out what was asked for and still say OK, so every item is optional.
public struct FetchedMessage: Hashable, Sendable {
    /// Octets of one section.
    public struct Content: Hashable, Sendable {
        /// Where the octets are.
        public enum Octets: Hashable, Sendable {
            case held([UInt8])
            /// They came before, as ``Session/Event/bodyChunk(_:)`` events.
            case streamed(count: Int)
            /// The server has none (`NIL`).
            case absent
        }

        public let section: Section
        /// Where in the section a partial fetch begins; nil for a whole one.
        public let origin: UInt64?
        public let octets: Octets
    }

    /// A body structure, or the knowledge that the server's could not be read.
    public enum Structure: Hashable, Sendable {
        indirect case tree(BodyStructure)
        /// Fetch the whole message and parse that.
        case unreadable
    }

    public internal(set) var uid: UID
    /// All flags the message has now.
    public internal(set) var flags: Set<Flag>?
    public internal(set) var modSeq: ModSeq?
    public internal(set) var internalDate: InternalDate?
    /// As announced (RFC822.SIZE); some servers lie.
    public internal(set) var size: UInt64?
    public internal(set) var structure: Structure?
    public internal(set) var contents: [Content] = []

    /// The octets of a section that are held here.
    public func octets(of section: Section) -> [UInt8]? {
        for content in contents where content.section == section {
            if case .held(let octets) = content.octets { return octets }
        }
        return nil
    }
}
