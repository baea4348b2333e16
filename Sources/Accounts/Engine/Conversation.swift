import Mail
import Transport
import Wire

/// A connection seen from a backend: one event after the other, faults as problems.
///
/// Owned by one backend and used by one task at a time.
final class Conversation<Session: Machine> {
    private let connection: Connection<Session>
    private let account: String
    private var waiting: ArraySlice<Session.Event> = []

    /// How long a server may be silent while an answer is due.
    private static var patience: Duration { .seconds(60) }

    init(_ session: Session, access: ServerAccess, network: Network) {
        account = access.account
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

    /// Adds what the connection carried to a report.
    func count(into report: inout SyncReport) async {
        let facts = await connection.report
        report.bytesIn += facts.bytesIn
        report.bytesOut += facts.bytesOut
        report.roundTrips += facts.turns
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
