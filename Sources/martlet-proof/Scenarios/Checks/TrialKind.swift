/// The ways a row is played; each check says which it looks at.
enum TrialKind: Hashable, Sendable {
    /// The program is started to its end, twice.
    case sessions
    /// It is interrupted while the row's behaviour is met.
    case interruption
    /// It goes on by itself, with the row's behaviour for the first connections.
    case watch
    /// As ``watch``, and the row's behaviour never ends.
    case endlessWatch
    /// The server is cut off behind every octet.
    case sweep
}
