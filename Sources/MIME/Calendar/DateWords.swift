import Mail

/// Days and times as a card shows them.
enum DateWords {
    /// "Tue 3 March 2026".
    static func day(_ time: CivilTime) -> String {
        let weekday = weekdays[min(max(0, time.weekday), 6)].prefix(3)
        return "\(weekday) \(time.day) \(month(time.month)) \(time.year)"
    }

    /// "09:05".
    static func clock(_ time: CivilTime) -> String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        return "\(two(time.hour)):\(two(time.minute))"
    }

    /// "Tue 3 March 2026, 10:00".
    static func moment(_ time: CivilTime) -> String {
        "\(day(time)), \(clock(time))"
    }

    /// "Tue 3 March 2026, 10:00–11:00"; with the second day where it is another.
    static func span(_ start: CivilTime, _ end: CivilTime) -> String {
        guard start != end else { return moment(start) }
        guard start.isSameDay(as: end) else { return "\(moment(start)) – \(moment(end))" }
        return "\(moment(start))–\(clock(end))"
    }

    static func month(_ number: Int) -> String { months[min(max(1, number), 12) - 1] }

    /// 0 is Sunday.
    static func weekday(_ number: Int) -> String { weekdays[min(max(0, number), 6)] }

    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}

extension [String] {
    /// "a, b and c".
    var listed: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}
