import Synchronization

/// What a scripted server saw of its clients.
final class ServerRecord: Sendable {
    struct Command: Hashable, Sendable {
        /// Upper case.
        var name: String
        var argument: String
        var isSecure: Bool
        var moment: ContinuousClock.Instant
    }

    enum End: Hashable, Sendable {
        case byClient, byServer
    }

    /// One connection, in the order they came.
    struct Visit: Sendable {
        var began: ContinuousClock.Instant
        /// Everything the client said without TLS.
        var clear: [UInt8] = []
        /// Everything it said inside TLS.
        var secret: [UInt8] = []
        var commands: [Command] = []
        var end: End?
        var ended: ContinuousClock.Instant?
        /// When the row's fault was met.
        var struck: ContinuousClock.Instant?
        /// The client took the certificate.
        var hasTLS = false
        /// More came behind the first command inside TLS before that was answered.
        var hurriedInTLS = false
        /// Numbers that DELE named while the store did not hold their messages.
        var deletedUnstored: [Int] = []
        /// Octets of the protocol that were sent.
        var sent = 0
    }

    private let state = Mutex<[Visit]>([])

    var visits: [Visit] { state.withLock { $0 } }
    var commands: [Command] { visits.flatMap(\.commands) }

    func count(of command: String) -> Int {
        commands.count { $0.name == command }
    }

    /// Every connection has ended.
    var isIdle: Bool { state.withLock { $0.allSatisfy { $0.end != nil } } }

    func begin() -> Int {
        state.withLock {
            $0.append(Visit(began: .now))
            return $0.count - 1
        }
    }

    func note(_ visit: Int, _ change: (inout Visit) -> Void) {
        state.withLock { change(&$0[visit]) }
    }
}
