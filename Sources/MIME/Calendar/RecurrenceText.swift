import Mail

/// A rule of recurrence in words, such as "every 2 weeks on Monday, 10 times".
enum RecurrenceText {
    static func words(_ rule: RecurrenceRule, in zone: LocalZone) -> String {
        var words = pace(rule)
        let days = days(rule)
        if !days.isEmpty { words += " " + days }
        if !rule.months.isEmpty {
            words += " in " + rule.months.prefix(12).map(DateWords.month).listed
        }
        if rule.hasOtherParts { words += ", with further conditions" }
        if let count = rule.count {
            words += count == 1 ? ", once" : ", \(count) times"
        } else if let until = rule.until {
            words += ", until " + DateWords.day(localDay(until, in: zone))
        }
        return words
    }

    private static func pace(_ rule: RecurrenceRule) -> String {
        guard let unit = units[rule.frequency] else { return "by a rule of its own" }
        return rule.interval == 1 ? "every \(unit)" : "every \(rule.interval) \(unit)s"
    }

    private static func days(_ rule: RecurrenceRule) -> String {
        if !rule.monthDays.isEmpty {
            let days = rule.monthDays.prefix(31).map { day in
                day < 0 ? "\(ordinal(day)) day" : ordinal(day)
            }
            let all = days.listed
            return rule.weekdays.isEmpty
                ? "on the \(all)" : "on the \(all) if it is \(names(rule.weekdays, "or"))"
        }
        guard !rule.weekdays.isEmpty else { return "" }
        let isWorkWeek = Set(rule.weekdays.map(\.weekday)) == [1, 2, 3, 4, 5]
        if let position = rule.positions.first {
            let what = isWorkWeek ? "working day" : names(rule.weekdays, "or")
            return "on the \(ordinal(position)) \(what)"
        }
        return isWorkWeek && rule.weekdays.allSatisfy { $0.position == 0 }
            ? "from Monday to Friday" : "on \(names(rule.weekdays, "and"))"
    }

    private static func names(_ weekdays: [RecurrenceRule.Weekday], _ joint: String) -> String {
        let names = weekdays.prefix(14).map { day in
            let name = DateWords.weekday(day.weekday)
            return day.position == 0 ? name : "the \(ordinal(day.position)) \(name)"
        }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " \(joint) \(last)"
    }

    /// "first", "3rd", "last", "2nd to last".
    private static func ordinal(_ number: Int) -> String {
        if number == -1 { return "last" }
        let size = number.magnitude
        let ending =
            switch (size % 10, size % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return number < 0 ? "\(size)\(ending) to last" : "\(size)\(ending)"
    }

    private static func localDay(_ until: CalendarTime, in zone: LocalZone) -> CivilTime {
        guard until.zone == .utc, let moment = until.civil.timestamp(offset: 0) else {
            return until.civil
        }
        return zone.civilTime(moment)
    }

    private static let units = [
        "secondly": "second", "minutely": "minute", "hourly": "hour", "daily": "day",
        "weekly": "week", "monthly": "month", "yearly": "year",
    ]
}
