import Mail
import POP
import Storage

/// Counts what the server still holds while a visit goes on, and what will be deleted next.
struct HoldingsCount: Sendable {
    private struct Held {
        var size: Int
        /// Nil: not to be deleted, as far as is known.
        var due: Timestamp?
    }

    private var held: [MessageNumber: Held] = [:]
    private var now = Timestamp(seconds: 0)

    init() {}

    init(
        _ listed: [MaildropPlan.Item], known: [Storage.MaildropItem], rules: MaildropRules,
        now: Timestamp
    ) {
        self.now = now
        let stored = Dictionary(
            known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for item in listed {
            // What is downloaded now is first seen now.
            let here =
                item.id.flatMap { stored[$0] }
                ?? Storage.MaildropItem(
                    id: .init(uniqueID: "", ordinal: 0), size: item.size,
                    state: rules.fetchesWhole(item.size) ? .stored : .headerOnly, firstSeen: now,
                    sha256: [])
            held[item.number] = Held(size: item.size, due: rules.due(here))
        }
    }

    mutating func deleted(_ number: MessageNumber) {
        held[number] = nil
    }

    /// - Parameter isFirst: what is due is deleted by the next visit, not by this one.
    func holdings(isFirst: Bool) -> MaildropHoldings {
        let first = held.values.compactMap(\.due).min()
        // What falls due within a day of the first is told as one.
        let due = first.map { first in
            held.values.count {
                $0.due.map { $0.seconds <= max(first, now).seconds + 86_400 } ?? false
            }
        }
        let octets = held.values.reduce(0) { sum, held in
            let (total, overflows) = sum.addingReportingOverflow(held.size)
            return overflows ? Int.max : total
        }
        return MaildropHoldings(
            listed: now, messages: held.count, octets: octets, due: due ?? 0,
            dueAt: first.flatMap { $0 > now ? $0 : nil })
    }
}
