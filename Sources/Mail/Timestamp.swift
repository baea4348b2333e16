/// A moment, in whole seconds since 1970-01-01 00:00 UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.seconds < right.seconds
    }

    /// The UTC form of RFC 3339, such as `2026-11-20T10:42:00Z`.
    public var rfc3339: String {
        let time = CivilTime(self, offset: 0)
        return "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
            + "T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Year, month, day and time of day at some place (proleptic Gregorian calendar).
public struct CivilTime: Hashable, Sendable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    public var hour: Int
    public var minute: Int
    /// 0 to 60; a leap second is kept as written and counts as the next minute's first.
    public var second: Int

    public init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The wall clock at a place `offset` seconds east of Greenwich.
    ///
    /// Moments beyond the years 0 to 9999 are clamped, so that no number from outside overflows.
    public init(_ moment: Timestamp, offset: Int) {
        let clamped = min(max(moment.seconds, CivilTime.first), CivilTime.last)
        let local = Int(clamped) + offset
        let days = local.quotientRoundedDown(by: 86_400)
        let rest = local - days * 86_400
        // Days to civil date by counting 400-year eras from 0000-03-01.
        let shifted = days + 719_468
        let era = shifted.quotientRoundedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// The moment this wall clock shows at a place `offset` seconds east of Greenwich; nil when
    /// there is no such date.
    public func timestamp(offset: Int) -> Timestamp? {
        guard (0...9_999).contains(year), (1...12).contains(month),
            day >= 1, day <= CivilTime.days(in: month, of: year),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear.quotientRoundedDown(by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return Timestamp(
            seconds: Int64(days * 86_400 + hour * 3_600 + minute * 60 + second - offset))
    }

    /// 0 is Sunday.
    public var weekday: Int {
        guard let midnight = CivilTime(year: year, month: month, day: day).timestamp(offset: 0)
        else { return 0 }
        let days = Int(midnight.seconds).quotientRoundedDown(by: 86_400)
        return ((days + 4) % 7 + 7) % 7
    }

    public static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static let first: Int64 = -62_167_219_200
    private static let last: Int64 = 253_402_300_799
}

extension Int {
    fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
