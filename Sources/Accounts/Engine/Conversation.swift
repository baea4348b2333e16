import Mail
import Transport
import Wire

/// A connection seen from a backend: one event after the other, faults as problems.
///
/// Owned by one backend and used by one task at a time.
final class Conversation<Session: Machine> {
    private let connection: Connection<Session>
    private let account: String
    private let startsTLS: Bool
    private var waiting: ArraySlice<Session.Event> = []
    /// What the connection had carried when it was last counted.
    private var counted = ConnectionReport()

    /// How long a server may be silent while an answer is due.
    private static var patience: Duration { .seconds(60) }

    init(_ session: Session, access: ServerAccess, network: Network) {
        account = access.account
        startsTLS = access.endpoint.security == .startTLS
        connection = Connection(to: access.endpoint, machine: session, network: network)
    }

    func open() async throws(Problem) {
        do throws(TransportFault) {
            try await connection.open()
        } catch {
            throw Problem(error, account: account)
        }
    }

    /// Gives the machine a command; what it wants written leaves at once.
    func tell<Result: Sendable>(
        _ body: @escaping @Sendable (inout Session) -> Result
    ) async throws(Problem) -> Result {
        do throws(TransportFault) {
            return try await connection.tell(body)
        } catch {
            throw Problem(error, account: account)
        }
    }

    /// Gives the machine a command at that time, while somebody waits for events.
    func tell(
        at moment: ContinuousClock.Instant,
        _ body: @escaping @Sendable (inout Session) -> Void
    ) -> Task<Void, Never> {
        Task { [connection] in
            do {
                try await Task.sleep(until: moment, clock: .continuous)
                try await connection.tell(body)
            } catch {
                // Cancelled, or the connection is over: who waits for events hears of that.
                return
            }
        }
    }

    /// The next event; waits for it until the deadline, by default a minute of silence.
    func next(until deadline: ContinuousClock.Instant? = nil) async throws(Problem) -> Session.Event
    {
        if waiting.isEmpty {
            do throws(TransportFault) {
                let due = deadline ?? .now + Conversation.patience
                waiting = try await connection.events(until: due)[...]
            } catch {
                throw Problem(error, account: account)
            }
        }
        guard let event = waiting.popFirst() else {
            throw Problem(.unreachable, account: account, headline: "The server said nothing")
        }
        return event
    }

    /// Everything that has arrived, at least one event; for streams of many small ones.
    func batch(until deadline: ContinuousClock.Instant? = nil) async throws(Problem)
        -> ArraySlice<Session.Event>
    {
        let first = try await next(until: deadline)
        defer { waiting = [] }
        return [first] + waiting
    }

    func close() async {
        await connection.close()
    }

    /// STARTTLS was asked for and has not happened.
    var lacksDueTLS: Bool {
        get async {
            let report = await connection.report
            return startsTLS && report.tlsDescription == nil
        }
    }

    /// Adds what the connection carried since the last time to a report.
    func count(into report: inout SyncReport) async {
        let facts = await connection.report
        report.bytesIn += facts.bytesIn - counted.bytesIn
        report.bytesOut += facts.bytesOut - counted.bytesOut
        report.roundTrips += facts.turns - counted.turns
        counted = facts
    }

    /// What opening it took, for a trial connection.
    func checkReport(words: [String], login: Duration) async -> CheckReport {
        let facts = await connection.report
        var report = CheckReport()
        let steps = [
            ("name", facts.resolveTime), ("connect", facts.connectTime),
            ("handshake", facts.handshakeTime), ("login", login),
        ]
        for case (let name, let duration?) in steps {
            report.steps.append(.init(name: name, duration: duration))
        }
        report.encryption = facts.tlsDescription ?? ""
        report.serverCapabilities = words
        return report
    }
}
