import Synchronization
import Wire

/// What clients asked of a service: for tests that count connections, commands and round trips.
public final class CommandLog: Sendable {
    /// One command, in the order they came.
    public struct Entry: Hashable, Sendable {
        /// Which connection of this service, from 1.
        public let connection: Int
        /// Upper case, such as `UID FETCH`.
        public let command: String
        /// The whole command without tag; empty where it carries a secret.
        public let text: String
    }

    private struct State: Sendable {
        var connections = 0
        var openConnections = 0
        var turns = 0
        var entries: [Entry] = []
        var counts: [String: Int] = [:]
        var faults: [WireFault] = []

        mutating func count(_ command: String) -> Int {
            counts[command, default: 0] += 1
            return counts[command, default: 0]
        }
    }

    private let state = Mutex(State())

    public init() {}

    /// How many connections were ever made.
    public var connections: Int { state.withLock { $0.connections } }

    /// How many are open now.
    public var openConnections: Int { state.withLock { $0.openConnections } }

    /// How often a client waited: commands that came together in one piece count once.
    public var roundTrips: Int { state.withLock { $0.turns } }

    public var entries: [Entry] { state.withLock { $0.entries } }

    /// The commands alone, such as `["LOGIN", "SELECT", "UID FETCH"]`.
    public var commands: [String] { entries.map(\.command) }

    /// What clients did against the protocol, or otherwise than a transcript has it.
    public var faults: [WireFault] { state.withLock { $0.faults } }

    /// How many commands of that kind there have been.
    public func count(of command: String) -> Int {
        state.withLock { $0.counts[command] ?? 0 }
    }

    /// Numbers a new connection.
    func open() -> Int {
        state.withLock { state in
            state.connections += 1
            state.openConnections += 1
            return state.connections
        }
    }

    func close() {
        state.withLock { $0.openConnections -= 1 }
    }

    func note(_ fault: WireFault) {
        state.withLock { $0.faults.append(fault) }
    }

    func countTurn() {
        state.withLock { $0.turns += 1 }
    }

    /// Writes a command down and returns how many of its kind there have been, this one included.
    func record(_ entry: Entry) -> Int {
        state.withLock { state in
            state.entries.append(entry)
            return state.count(entry.command)
        }
    }

    /// Counts something that is not a command, such as a greeting.
    func count(_ command: String) -> Int {
        state.withLock { $0.count(command) }
    }
}
