/// What differs between accounts, as facts from the person's side.
///
/// Presentation reads these and never the kind of account.
public struct Capabilities: Hashable, Sendable {
    /// How far a change made here is seen.
    public enum Reach: Hashable, Sendable {
        case thisComputer, everyDevice
    }

    /// How new mail comes.
    public enum Arrival: Hashable, Sendable {
        case pushed
        case polled(every: Duration)
    }

    /// What stays at the server.
    public enum ServerCopy: Hashable, Sendable {
        case kept, removedAfterDownload, removedWhenDeletedHere
        case removedAfter(days: Int)
    }

    public enum Place: Hashable, Sendable {
        case here, server
    }

    public var reach: Reach
    public var arrival: Arrival
    public var serverCopy: ServerCopy
    public var search: Place
    public var mailboxes: Place

    public init(
        reach: Reach, arrival: Arrival, serverCopy: ServerCopy, search: Place, mailboxes: Place
    ) {
        self.reach = reach
        self.arrival = arrival
        self.serverCopy = serverCopy
        self.search = search
        self.mailboxes = mailboxes
    }
}
