import Mail

/// Dates as IMAP writes them (RFC 3501 §9, `date` and `date-time`).
enum DateText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// INTERNALDATE: `"17-Jul-1996 02:44:25 +0000"`, with its quotes.
    static func internalDate(_ moment: Timestamp) -> String {
        let time = CivilTime(moment, offset: 0)
        let day = time.day < 10 ? " \(time.day)" : "\(time.day)"
        let clock = [time.hour, time.minute, time.second].map(twoDigits).joined(separator: ":")
        return "\"\(day)-\(months[time.month - 1])-\(fourDigits(time.year)) \(clock) +0000\""
    }

    /// The Date field: `Wed, 17 Jul 1996 02:44:25 +0000` (RFC 5322 §3.3).
    static func headerDate(_ moment: Timestamp, offset: Int) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let time = CivilTime(moment, offset: offset)
        let clock = [time.hour, time.minute, time.second].map(twoDigits).joined(separator: ":")
        let zone = twoDigits(abs(offset) / 3_600) + twoDigits(abs(offset) / 60 % 60)
        return "\(days[time.weekday]), \(time.day) \(months[time.month - 1]) "
            + "\(fourDigits(time.year)) \(clock) \(offset < 0 ? "-" : "+")\(zone)"
    }

    /// Reads `17-Jul-1996 02:44:25 +0200`; nil when it is anything else.
    static func parse(internalDate text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 3, var time = parse(day: String(words[0])) else { return nil }
        let clock = words[1].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, let zone = Int(words[2]), abs(zone) < 2_400 else { return nil }
        (time.hour, time.minute, time.second) = (clock[0], clock[1], clock[2])
        return time.timestamp(offset: (zone / 100 * 60 + zone % 100) * 60)
    }

    /// Reads `17-Jul-1996`; nil when it is anything else.
    static func parse(day text: String) -> CivilTime? {
        let words = text.split(separator: "-").map(String.init)
        guard words.count == 3 else { return nil }
        return civilTime(day: words[0], month: words[1], year: words[2])
    }

    /// The day a Date field names, whatever its zone (RFC 3501 §6.4.4, SENTON).
    static func day(ofHeaderDate text: String) -> CivilTime? {
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        let start = words.firstIndex { Int($0) != nil } ?? 0
        guard words.count >= start + 3 else { return nil }
        return civilTime(day: words[start], month: words[start + 1], year: words[start + 2])
    }

    private static func civilTime(day: String, month: String, year: String) -> CivilTime? {
        let place = months.firstIndex { $0.lowercased() == month.lowercased() }
        guard let place, let day = Int(day), let year = Int(year) else { return nil }
        let time = CivilTime(year: year, month: place + 1, day: day)
        return time.timestamp(offset: 0) == nil ? nil : time
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func fourDigits(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
    }
}
