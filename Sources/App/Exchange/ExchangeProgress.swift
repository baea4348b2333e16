import Mail

/// How far an import or export has come: messages, octets and rate, on a terminal only.
final class ExchangeProgress {
    private let bar: ProgressBar
    private let show: AsyncStream<Activity?>.Continuation
    private let start = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var messages = 0
    private var octets = 0
    /// Messages in all; nil while unknown.
    private var total: Int?
    /// Octets of all files that were begun; nil where one did not say.
    private var totalOctets: Int? = 0

    private static let interval = Duration.milliseconds(100)

    init(_ name: String, total: Int? = nil) {
        let (stream, show) = AsyncStream.makeStream(
            of: Activity?.self, bufferingPolicy: .bufferingNewest(1))
        self.show = show
        self.total = total
        bar = ProgressBar(name, stream)
    }

    /// A file of so many octets comes next.
    func begin(octets: Int?) {
        totalOctets = if let octets, let totalOctets { totalOctets + octets } else { nil }
    }

    /// A message is done.
    func add(octets: Int) {
        messages += 1
        self.octets += octets
        let now = ContinuousClock.now
        guard now - shown >= ExchangeProgress.interval else { return }
        shown = now
        let seconds = (now - start) / .seconds(1)
        var label = total == nil ? "\(messages) messages, " : ""
        label += ExchangeProgress.size(self.octets)
        if let totalOctets, totalOctets > 0 { label += " of \(ExchangeProgress.size(totalOctets))" }
        label += ", \(ExchangeProgress.size(Int(Double(self.octets) / seconds)))/s"
        show.yield(Activity(label: label, done: messages, total: total, bytes: self.octets))
    }

    /// Wipes the line away.
    func end() async {
        show.finish()
        await bar.end()
    }

    private static func size(_ octets: Int) -> String {
        let tenths = octets / 100_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10) MB"
    }
}
