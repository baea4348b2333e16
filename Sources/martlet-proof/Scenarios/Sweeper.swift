import Foundation
import Synchronization

/// Cuts a server off behind each octet it says, and looks after a clean session what was lost.
struct Sweeper: Sendable {
    var player: Player
    var scenario: Scenario
    var certificate: CertificateShop.Made
    /// Every so many octets.
    var step: Int

    private static let threads = 3
    /// More are of no use to whoever reads them.
    private static let faultsKept = 5

    func sweep() throws -> Evidence.Sweep {
        let length = try sessionLength()
        let cuts = Array(stride(from: 0, through: length, by: step))
        let result = Mutex(Evidence.Sweep())
        let next = Mutex(cuts[...])
        Threads.run(Sweeper.threads) {
            while let octets = next.withLock({ $0.popFirst() }) {
                let fault = fault(after: octets)
                result.withLock { sweep in
                    sweep.cuts += 1
                    guard let fault, sweep.faults.count < Sweeper.faultsKept else { return }
                    sweep.faults.append("cut after \(octets): \(fault)")
                }
            }
        }
        return result.withLock { $0 }
    }

    /// Octets of a session that nothing disturbs.
    private func sessionLength() throws -> Int {
        let place = try Place(player, scenario, certificate, disturbed: 0)
        let session = try place.session()
        guard let visit = session.visits.first, session.left.isEmpty else {
            throw ScenarioFault("not even a clean session ended well")
        }
        return visit.sent
    }

    private func fault(after octets: Int) -> String? {
        do {
            let way: ScenarioAction.Closing =
                switch scenario.fault?.kind {
                case .fin: .fin
                case .finWithoutNotify: .finNoNotify
                default: .rst
                }
            let place = try Place(
                player, scenario, certificate, disturbed: .max,
                cut: ServerVoice.Cut(after: octets, way: way))
            let first = try place.session()
            if let fault = fault(in: first, isLast: false) { return fault }
            place.server.calm()
            return fault(in: try place.session(), isLast: true)
        } catch {
            return "\(error)"
        }
    }

    private func fault(in session: Evidence.Session, isLast: Bool) -> String? {
        if session.outcome.hasCrashed || session.outcome.wasTooLong { return "it did not end well" }
        if session.visits.contains(where: { !$0.deletedUnstored.isEmpty }) {
            return "DELE before the store held the message"
        }
        for (index, message) in scenario.messages.enumerated() {
            let count = session.stored.count { $0 == message.raw }
            if count > 1 { return "message \(index + 1) is here \(count) times" }
            if count == 0, isLast { return "message \(index + 1) is not here" }
            if count == 0, !session.left.contains(message.raw) {
                return "message \(index + 1) is lost"
            }
        }
        return isLast && !session.left.isEmpty ? "mail is left at the server" : nil
    }
}
