/// The reader's time zone as data: from which moment on the clock was how far from Greenwich.
///
/// Pure code gets it as an argument; the program reads it from the system once, at its start.
public struct LocalZone: Hashable, Sendable {
    /// The offset in force from `start` on, in seconds east of Greenwich.
    public struct Period: Hashable, Sendable {
        public var start: Timestamp
        public var offset: Int

        public init(start: Timestamp, offset: Int) {
            self.start = start
            self.offset = offset
        }
    }

    private let periods: [Period]

    /// Periods in ascending order; before the first one its offset holds.
    public init(_ periods: [Period]) {
        self.periods = periods
    }

    public static let utc = LocalZone([])

    /// Seconds east of Greenwich at that moment.
    public func offset(at moment: Timestamp) -> Int {
        var low = 0
        var high = periods.count
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].start <= moment { low = middle + 1 } else { high = middle }
        }
        return periods.isEmpty ? 0 : periods[max(0, low - 1)].offset
    }

    public func civilTime(_ moment: Timestamp) -> CivilTime {
        CivilTime(moment, offset: offset(at: moment))
    }
}
