import Mail

/// A moment as a list shows it: the time today, the weekday this week, the date before.
struct DateText: Equatable {
    /// At most ten cells.
    let long: String
    /// At most six cells.
    let short: String

    init(_ moment: Timestamp, now: Timestamp, zone: LocalZone) {
        let time = zone.civilTime(moment)
        let age = DateText.dayNumber(zone.civilTime(now)) - DateText.dayNumber(time)
        let clock = "\(twoDigits(time.hour)):\(twoDigits(time.minute))"
        let month = DateText.months[max(0, min(11, time.month - 1))]
        switch age {
        case 0:
            long = clock
            short = clock
        case 1...6:
            short = DateText.weekdays[max(0, min(6, time.weekday))]
            long = "\(short) \(clock)"
        default:
            short = abs(age) < 300 ? "\(month) \(twoDigits(time.day))" : String(time.year)
            long = "\(time.year)-\(twoDigits(time.month))-\(twoDigits(time.day))"
        }
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func dayNumber(_ time: CivilTime) -> Int64 {
        let midnight = CivilTime(year: time.year, month: time.month, day: time.day)
        return (midnight.timestamp(offset: 0)?.seconds ?? 0) / 86_400
    }
}

/// A number below 100 with a leading zero.
func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
}
