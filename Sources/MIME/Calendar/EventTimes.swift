import Mail

/// When an event begins and ends, in the words of a card.
struct EventTimes {
    private let start: CalendarTime
    private let end: CalendarTime?
    private let zones: CalendarZones

    /// Nil where the event has no start that can be read.
    init?(_ component: CalendarComponent, zones: CalendarZones) {
        guard let start = component.first("dtstart").flatMap(CalendarTime.init) else { return nil }
        self.start = start
        self.zones = zones
        if let end = component.first("dtend").flatMap(CalendarTime.init) {
            self.end = end
        } else if let duration = component.first("duration").flatMap({
            CalendarDuration.seconds($0.value)
        }) {
            end = start.advanced(by: duration)
        } else {
            end = nil
        }
    }

    /// In the reader's time; below it the event's own where its clock shows another.
    func rows(in zone: LocalZone) -> [MailCard.Row] {
        if start.isDate { return [MailCard.Row("When", days)] }
        guard let moment = zones.moment(of: start) else {
            let place =
                switch start.zone {
                case .named(let name): " in the zone “\(EventTimes.zoneName(name))”"
                default: ", wherever you are"
                }
            let span = DateWords.span(start.civil, end?.civil ?? start.civil)
            return [MailCard.Row("When", span + place)]
        }
        let local = zone.civilTime(moment)
        let seconds = length(from: moment)
        var rows = [MailCard.Row("When", DateWords.span(local, local.advanced(by: seconds)))]
        if let ending = endMoment, seconds != Int(ending.seconds - moment.seconds) {
            rows = [MailCard.Row("When", DateWords.span(local, zone.civilTime(ending)))]
        }
        if case .named(let name) = start.zone, local != start.civil {
            let there = DateWords.span(start.civil, start.civil.advanced(by: seconds))
            rows.append(MailCard.Row("", "there \(there) (\(EventTimes.zoneName(name)))"))
        }
        return rows
    }

    /// One moment or day of a calendar in the reader's time.
    static func words(
        _ time: CalendarTime, zones: CalendarZones, in zone: LocalZone
    ) -> String {
        if time.isDate { return DateWords.day(time.civil) }
        guard let moment = zones.moment(of: time) else { return DateWords.moment(time.civil) }
        return DateWords.moment(zone.civilTime(moment))
    }

    private var endMoment: Timestamp? { end.flatMap(zones.moment) }

    /// Never negative, and nothing where the end cannot be read.
    private func length(from moment: Timestamp) -> Int {
        guard let end = endMoment, end > moment else { return 0 }
        return min(Int(end.seconds - moment.seconds), Limits.durationSeconds)
    }

    /// The end of whole days is the day after the last one (RFC 5545 §3.6.1).
    private var days: String {
        let first = DateWords.day(start.civil)
        guard let last = end?.civil.advanced(by: -86_400),
            last.clockSeconds > start.civil.clockSeconds
        else { return "\(first), all day" }
        return "\(first) – \(DateWords.day(last)), all day"
    }

    /// Programs put their own path before the name of a zone.
    private static func zoneName(_ name: String) -> String {
        guard name.hasPrefix("/") else { return name.onOneLine.shortened(to: 80) }
        return name.split(separator: "/").suffix(2).joined(separator: "/").shortened(to: 80)
    }
}
