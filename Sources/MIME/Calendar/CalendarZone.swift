import Mail

/// A time zone that a calendar brings along (RFC 5545 §3.6.5).
struct CalendarZone {
    /// When the clock changes from one offset to another, once or every year.
    private struct Observance {
        let start: CivilTime
        /// Seconds east of Greenwich before and after.
        let from: Int
        let to: Int
        let rule: RecurrenceRule?
        let dates: [CivilTime]

        init?(_ component: CalendarComponent) {
            guard let start = component.first("dtstart").flatMap(CalendarTime.init),
                let to = component.first("tzoffsetto").flatMap({ CalendarZone.offset($0.value) })
            else { return nil }
            self.start = start.civil
            self.to = to
            from = component.first("tzoffsetfrom").flatMap { CalendarZone.offset($0.value) } ?? to
            rule = component.first("rrule").map { RecurrenceRule($0.value) }
            dates = component.all("rdate").flatMap { line in
                line.value.split(separator: UInt8(ascii: ","))
                    .compactMap { CalendarTime($0, zone: .floating)?.civil }
            }
        }

        /// The last change at or before a time on the clock.
        func lastChange(before time: CivilTime) -> Int? {
            // A time that a change jumps over counts as the one before it (RFC 5545 §3.3.5).
            let latest = time.clockSeconds - max(0, to - from)
            var years = [time.year, time.year - 1]
            if let until = rule?.until, until.civil.year < time.year {
                years = [until.civil.year, until.civil.year - 1]
            }
            let yearly = rule?.frequency == "yearly" ? years.compactMap(change) : []
            return (yearly + dates.map(\.clockSeconds) + [start.clockSeconds])
                .filter { $0 <= latest }.max()
        }

        private func change(in year: Int) -> Int? {
            guard let rule, let day = rule.day(in: year, like: start) else { return nil }
            let seconds = day.clockSeconds
            if let until = rule.until {
                // UNTIL is in UTC here.
                guard seconds - from <= until.civil.clockSeconds else { return nil }
            }
            return seconds >= start.clockSeconds ? seconds : nil
        }
    }

    private let observances: [Observance]

    /// Nil when it says nothing about offsets.
    init?(_ component: CalendarComponent) {
        observances = component.children
            .filter { $0.name == "standard" || $0.name == "daylight" }
            .prefix(Limits.zoneObservances).compactMap(Observance.init)
        guard !observances.isEmpty else { return nil }
    }

    /// Seconds east of Greenwich when the clock there shows `time`.
    func offset(at time: CivilTime) -> Int {
        var last: (change: Int, offset: Int)?
        for observance in observances {
            guard let change = observance.lastChange(before: time) else { continue }
            if last.map({ change > $0.change }) ?? true { last = (change, observance.to) }
        }
        if let last { return last.offset }
        let first = observances.min { $0.start.clockSeconds < $1.start.clockSeconds }
        return first?.from ?? 0
    }

    /// `+0100`, `-0730`, `+013000` in seconds (RFC 5545 §3.3.14).
    private static func offset(_ octets: [UInt8]) -> Int? {
        let octets = octets[...].trimmed
        guard let sign = octets.first else { return nil }
        let digits = octets.filter(\.isDigit).map { Int($0 - 0x30) }
        guard digits.count == 4 || digits.count == 6 else { return nil }
        let number = { (index: Int) in digits[index] * 10 + digits[index + 1] }
        let seconds =
            number(0) * 3_600 + number(2) * 60 + (digits.count == 6 ? number(4) : 0)
        guard seconds <= 86_400 else { return nil }
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}

/// The time zones of one calendar, by their names.
struct CalendarZones {
    private var byName: [String: CalendarZone] = [:]

    init(_ components: [CalendarComponent]) {
        for component in components where component.name == "vtimezone" {
            guard let name = component.first("tzid")?.plainText, byName[name] == nil,
                byName.count < Limits.calendarZones
            else { continue }
            byName[name] = CalendarZone(component)
        }
    }

    /// Nil for a time without a zone and one whose zone is not known.
    func offset(of time: CalendarTime) -> Int? {
        switch time.zone {
        case .utc: return 0
        case .floating: return nil
        case .named(let name):
            return byName[name]?.offset(at: time.civil)
                ?? KnownZone(name)?.offset(at: time.civil)
        }
    }

    /// The moment; nil where the offset is not known.
    func moment(of time: CalendarTime) -> Timestamp? {
        guard !time.isDate, let offset = offset(of: time) else { return nil }
        return time.civil.timestamp(offset: offset)
    }
}
