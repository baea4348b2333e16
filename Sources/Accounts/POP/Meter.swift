import Mail

/// How far a download is, and how fast it goes.
struct Meter: Sendable {
    private(set) var octets = 0
    var done = 0
    private var total = 0
    private var totalOctets = 0
    private let start = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private var sinceLook = 0

    private static let interval = Duration.milliseconds(100)
    /// So many octets may come between two looks at the room on the disk.
    private static let look = 8 << 20

    mutating func begin(_ items: ArraySlice<MaildropPlan.Item>) {
        total = items.count
        totalOctets = items.reduce(0) { sum, item in
            let (total, overflows) = sum.addingReportingOverflow(max(0, item.size))
            return overflows ? Int.max : total
        }
    }

    var took: Duration { ContinuousClock.now - start }

    /// Counts octets; true when the disk should be looked at.
    mutating func came(_ count: Int) -> Bool {
        octets += count
        sinceLook += count
        guard sinceLook >= Meter.look else { return false }
        sinceLook = 0
        return true
    }

    /// What to show; nil while the last is fresh enough.
    mutating func activity() -> Activity? {
        let now = ContinuousClock.now
        if let shown, now - shown < Meter.interval, done < total { return nil }
        shown = now
        let seconds = (now - start) / .seconds(1)
        let rate = seconds > 0.5 ? Int(min(Double(octets) / seconds, 1e15)) : nil
        return Activity(
            label: "downloading", done: done, total: total, bytes: octets,
            bytesTotal: max(totalOctets, octets), rate: rate)
    }
}
