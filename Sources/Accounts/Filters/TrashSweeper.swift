import Logging
import Mail
import Storage

/// Deletes for good what lay in an account's Trash or Junk longer than its settings allow.
public struct TrashSweeper: Sendable {
    private let account: AccountID
    private let name: String
    private let retentions: [Retention]
    private let store: Store
    private let clock: @Sendable () -> Timestamp
    private let log = Logger(label: "accounts")

    /// How often it looks; mail then lies at most so much longer than it may.
    static let interval = Duration.seconds(3_600)

    public init(
        account: AccountID, plan: AccountPlan, store: Store,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.account = account
        name = plan.name
        retentions = plan.keepsMailboxesHere ? plan.retentions : []
        self.store = store
        self.clock = clock
    }

    /// Looks once; answers what the person should know.
    public func sweep() async -> [String] {
        do throws(StoreFault) {
            guard !retentions.isEmpty else {
                try await store.endSweeps(of: account)
                return []
            }
            let report = try await store.sweep(account, retentions, at: clock())
            return remarks(on: report)
        } catch {
            // The next look tries again; the store's other work tells of a broken disk.
            log.info("\(name): Trash was not looked through: \(error.headline)")
            return []
        }
    }

    private func remarks(on report: SweepReport) -> [String] {
        guard !report.isClockBehind else {
            log.info(
                """
                \(name): the clock is behind an earlier look, so nothing is deleted from Trash \
                until it has caught up; a start without empty_trash_after begins anew
                """)
            return []
        }
        return retentions.compactMap { retention in
            guard let count = report.removed[retention.role], count > 0 else { return nil }
            let place = retention.role == .junk ? "Junk" : "Trash"
            let time = counted(Int(retention.seconds / 86_400), "day")
            let remark =
                "\(counted(count, "message")) that lay in \(place) for \(time) deleted for good"
            log.info("\(name): \(remark)")
            return remark
        }
    }
}
