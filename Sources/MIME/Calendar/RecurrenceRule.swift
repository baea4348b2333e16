import Mail

/// The parts of an RRULE (RFC 5545 §3.3.10); nothing is ever expanded.
struct RecurrenceRule {
    struct Weekday: Hashable {
        /// -1 is the last one of the month; 0 is each.
        var position: Int
        /// 0 is Sunday.
        var weekday: Int
    }

    /// In lower case: "weekly".
    var frequency = ""
    var interval = 1
    var count: Int?
    var until: CalendarTime?
    var weekdays: [Weekday] = []
    var monthDays: [Int] = []
    var months: [Int] = []
    var positions: [Int] = []
    /// It has parts that are not read here.
    var hasOtherParts = false

    init(_ octets: [UInt8]) {
        for part in octets.prefix(Limits.ruleOctets).split(separator: UInt8(ascii: ";")) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            read(part[..<equals].trimmed.lowercasedText, part[(equals + 1)...].trimmed)
        }
    }

    private mutating func read(_ name: String, _ value: ArraySlice<UInt8>) {
        let words = value.split(separator: UInt8(ascii: ",")).map(\.lowercasedText)
        let numbers = { words.compactMap { Int($0) } }
        switch name {
        case "freq": frequency = value.lowercasedText
        case "interval": interval = min(max(1, numbers().first ?? 1), 10_000)
        case "count": count = numbers().first { $0 > 0 }
        case "until": until = CalendarTime(value, zone: .floating)
        case "byday": weekdays = words.compactMap(RecurrenceRule.weekday)
        case "bymonthday": monthDays = numbers().filter { (-31...31).contains($0) }
        case "bymonth": months = numbers().filter { (1...12).contains($0) }
        case "bysetpos": positions = numbers().filter { (-366...366).contains($0) }
        case "wkst": break
        default: hasOtherParts = true
        }
    }

    private static func weekday(_ word: String) -> Weekday? {
        guard let index = ["su", "mo", "tu", "we", "th", "fr", "sa"].firstIndex(of: word.suffix(2))
        else { return nil }
        let number = word.dropLast(2)
        let position = number.isEmpty ? 0 : Int(number) ?? 0
        return (-53...53).contains(position) ? Weekday(position: position, weekday: index) : nil
    }

    /// The day in a year on which a yearly rule of a time zone falls; nil where it names none.
    func day(in year: Int, like start: CivilTime) -> CivilTime? {
        let month = months.first ?? start.month
        let length = CivilTime.days(in: month, of: year)
        let date = { (day: Int) in
            CivilTime(
                year: year, month: month, day: day, hour: start.hour, minute: start.minute,
                second: start.second)
        }
        guard let wanted = weekdays.first else {
            let day = monthDays.first ?? start.day
            return (1...length).contains(day) ? date(day) : nil
        }
        var days = (1...length).filter { date($0).weekday == wanted.weekday }
        if !monthDays.isEmpty { days = days.filter(monthDays.contains) }
        let index = wanted.position < 0 ? days.count + wanted.position : max(0, wanted.position - 1)
        return days.indices.contains(index) ? date(days[index]) : nil
    }
}
