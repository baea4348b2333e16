import DemoServer
import Synchronization

/// What clients asked of a server in one run.
final class VisitRecord: Sendable, CustomStringConvertible {
    /// One connection.
    struct Visit: Sendable {
        /// The maildrop as it was when the client came, in the order of its numbers.
        var messages: [[UInt8]]
        var log: CommandLog
        var measure = StreamMeasure()

        /// What the client asked to be deleted, whether or not it became real.
        var deleted: [[UInt8]] {
            log.entries.filter { $0.command == "DELE" }.compactMap { entry in
                let number = entry.text.split(separator: " ").last.flatMap { Int($0) } ?? 0
                return messages.indices.contains(number - 1) ? messages[number - 1] : nil
            }
        }

        /// How many commands came that delete something, or make deletions real.
        var deletions: Int { log.count(of: "DELE") + log.count(of: "QUIT") }

        /// How many of them came after a moment of the monotonic clock.
        func deletions(after moment: UInt64) -> Int {
            let later = measure.values.hearings.first { $0.moment > moment }
            return deletions - (later?.deletions ?? deletions)
        }
    }

    /// Connections of this run, in their order.
    private let state = Mutex<[Visit]>([])

    var visits: [Visit] { state.withLock { $0 } }

    /// For a person who looks for the cause of something.
    var description: String {
        visits.map { visit in
            let values = visit.measure.values
            let ending = values.ending.map { "\($0)" } ?? "still open"
            return "server: \(visit.log.commands.joined(separator: " ")); \(values.sent) octets "
                + "sent, \(values.heard) heard, ended: \(ending)\n"
        }.joined()
    }

    func begin(_ world: MailWorld, _ log: CommandLog) -> Visit {
        let visit = Visit(messages: world.proofMessages, log: log)
        state.withLock { $0.append(visit) }
        return visit
    }
}

extension MailWorld {
    /// What the user of the trials still has at the server.
    var proofMessages: [[UInt8]] {
        user(ProofServer.user)?["INBOX"]?.messages.map(\.raw) ?? []
    }
}
