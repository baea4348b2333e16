import Transport

/// Where a server ends a connection that should have gone on.
struct ServerCut: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        /// After so many octets of its own.
        case sent(Int)
        /// After so many octets of the client: what they ask for is done, and not answered.
        case heard(Int)
    }

    var place: Place
    var farewell: Farewell
}
