import Glibc
import Mail

/// What pure code gets as arguments: the time, and the reader's time zone.
enum SystemClock {
    static var now: Timestamp {
        Timestamp(seconds: Int64(time(nil)))
    }

    /// The system's zone as data, found by asking for the offset of each month and then closing in
    /// on the second at which it changes.
    static func localZone() -> LocalZone {
        tzset()
        let month: Int64 = 30 * 86_400
        var moment: Int64 = 0
        var offset = self.offset(at: moment)
        var periods = [LocalZone.Period(start: Timestamp(seconds: .min), offset: offset)]
        let end = now.seconds + 20 * 365 * 86_400
        while moment < end {
            let next = moment + month
            let nextOffset = self.offset(at: next)
            if nextOffset != offset {
                let start = firstSecond(after: moment, until: next, with: nextOffset)
                periods.append(.init(start: Timestamp(seconds: start), offset: nextOffset))
                offset = nextOffset
            }
            moment = next
        }
        return LocalZone(periods)
    }

    private static func firstSecond(after: Int64, until: Int64, with offset: Int) -> Int64 {
        var low = after
        var high = until
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if self.offset(at: middle) == offset { high = middle } else { low = middle }
        }
        return high
    }

    private static func offset(at seconds: Int64) -> Int {
        var moment = time_t(seconds)
        var local = tm()
        localtime_r(&moment, &local)
        return local.tm_gmtoff
    }
}
