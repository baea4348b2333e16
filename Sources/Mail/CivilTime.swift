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
    /// What lies beyond the years 0 to 9999 is clamped, so that no number from outside overflows
    /// and every result is a date that ``timestamp(offset:)`` accepts.
    public init(_ moment: Timestamp, offset: Int) {
        let local = CivilTime.clamped(
            CivilTime.clamped(Int(moment.seconds)) + CivilTime.clamped(offset))
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
        let local = days * 86_400 + hour * 3_600 + minute * 60 + second
        return Timestamp(seconds: Int64(local - CivilTime.clamped(offset)))
    }

    /// 0 is Sunday; also 0 for a day that does not exist.
    public var weekday: Int {
        guard let midnight = CivilTime(year: year, month: month, day: day).timestamp(offset: 0)
        else { return 0 }
        let days = Int(midnight.seconds).quotientRoundedDown(by: 86_400)
        return ((days + 4) % 7 + 7) % 7
    }

    /// The length of a month, 1 to 12.
    public static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Seconds from the first of year 0 to the last of year 9999.
    private static let range = -62_167_219_200...253_402_300_799

    private static func clamped(_ seconds: Int) -> Int {
        min(max(seconds, range.lowerBound), range.upperBound)
    }
}

extension Int {
    fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
