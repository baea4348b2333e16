import Mail

/// Makes the card of one event, task or note of a calendar (RFC 5545 §3.6, RFC 5546).
struct InvitationCard {
    private let item: CalendarComponent
    /// In lower case: "request"; empty for a calendar that asks for nothing.
    private let method: String
    private let zones: CalendarZones
    private let zone: LocalZone
    private var rows: [MailCard.Row] = []

    init(
        _ item: CalendarComponent, method: String, zones: CalendarZones, in zone: LocalZone
    ) {
        self.item = item
        self.method = method
        self.zones = zones
        self.zone = zone
    }

    func card(part: String) -> MailCard {
        var maker = self
        maker.addTimes()
        maker.add("Where", item.text("location"))
        maker.addPeople()
        maker.addLinks()
        maker.addText("Text", of: item.first("description"))
        maker.addText("Comment", of: item.first("comment"))
        return MailCard(kind: .invitation, title: title, rows: maker.rows, part: part)
    }

    // MARK: - The title

    private var title: String {
        let summary = item.text("summary").shortened(to: Limits.cardTitleCharacters)
        return "\(purpose): \(summary.isEmpty ? "(no title)" : summary)"
    }

    private var purpose: String {
        let isTask = item.name == "vtodo"
        switch method {
        case "request":
            let isUpdate = Int(item.first("sequence")?.word ?? "").map { $0 > 0 } ?? false
            if isTask { return isUpdate ? "Updated task for you" : "Task for you" }
            return isUpdate ? "Updated invitation" : "Invitation"
        case "cancel": return "Cancelled"
        case "reply": return answer
        case "counter": return "\(answerer) proposes a change"
        case "declinecounter": return "Proposed change declined"
        case "refresh": return "\(answerer) asks for the details again"
        case "add": return "Further dates"
        default: break
        }
        if item.first("status")?.word == "cancelled" { return "Cancelled" }
        switch item.name {
        case "vtodo": return "Task"
        case "vjournal": return "Note"
        case "vfreebusy": return "Busy times"
        default: return "Event"
        }
    }

    private var answerer: String {
        item.first("attendee").map { Participant($0).shortDisplay } ?? "Somebody"
    }

    private var answer: String {
        item.first("attendee").map { line in
            let person = Participant(line)
            return "\(person.shortDisplay) \(person.verb)"
        } ?? "An answer"
    }

    // MARK: - Rows

    private mutating func add(_ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        rows.append(MailCard.Row(label, value.shortened(to: Limits.cardValueCharacters)))
    }

    private mutating func addTimes() {
        if let times = EventTimes(item, zones: zones) {
            rows += times.rows(in: zone)
        } else if item.name == "vevent" {
            add("When", "no time that can be read")
        }
        if let due = item.first("due").flatMap(CalendarTime.init) {
            add("Due", EventTimes.words(due, zones: zones, in: zone))
        }
        if let done = Int(item.first("percent-complete")?.word ?? ""), (0...100).contains(done) {
            add("Done", "\(done) %")
        }
        addRepetition()
        if let original = item.first("recurrence-id").flatMap(CalendarTime.init) {
            let words = EventTimes.words(original, zones: zones, in: zone)
            add("Only", "for \(words) of a series")
        }
        if item.first("status")?.word == "tentative" { add("Status", "tentative") }
    }

    private mutating func addRepetition() {
        var words =
            item.first("rrule").map {
                RecurrenceText.words(RecurrenceRule($0.value), in: zone)
            } ?? ""
        let further = dates(named: "rdate")
        if further > 0 {
            let dates = further == 1 ? "1 more date" : "\(further) more dates"
            words += words.isEmpty ? "on \(dates)" : ", and \(dates)"
        }
        let left = dates(named: "exdate")
        if left > 0, !words.isEmpty {
            words += ", except \(left == 1 ? "1 date" : "\(left) dates")"
        }
        add("Repeats", words)
    }

    /// How many dates stand in the properties of that name.
    private func dates(named name: String) -> Int {
        item.all(name).reduce(0) { $0 + $1.value.split(separator: UInt8(ascii: ",")).count }
    }

    private mutating func addPeople() {
        if let organiser = item.first("organizer") {
            add("Organiser", Participant(organiser).display)
        }
        // An answer comes from the one attendee that its title names.
        guard method != "reply" else { return }
        let attendees = item.all("attendee").map(Participant.init)
        let shown =
            attendees.count == Limits.shownAttendees + 1
            ? Limits.shownAttendees + 1 : Limits.shownAttendees
        for (index, person) in attendees.prefix(shown).enumerated() {
            add(index == 0 ? "Who" : "", person.displayWithStatus)
        }
        let others = attendees.dropFirst(shown)
        guard !others.isEmpty else { return }
        let statuses = ["accepted", "tentative", "declined"].compactMap { status in
            let number = others.filter { $0.status == status }.count
            return number == 0 ? nil : "\(number) \(Participant.statusWords[status] ?? status)"
        }
        let summary = statuses.isEmpty ? "" : ": " + statuses.joined(separator: ", ")
        add("", "and \(others.count) more\(summary)")
    }

    private mutating func addLinks() {
        let names = [
            "url", "conference", "x-google-conference", "x-microsoft-skypeteamsmeetingurl",
            "x-microsoft-onlinemeetingexternallink",
        ]
        var seen: Set<String> = []
        for link in names.flatMap({ item.all($0) }).map(\.plainText) {
            let scheme = link.prefix { $0 != ":" }.lowercased()
            guard ["http", "https", "tel"].contains(scheme), seen.count < Limits.shownLinks,
                seen.insert(link).inserted
            else { continue }
            add(seen.count == 1 ? "Link" : "", link.onOneLine)
        }
    }

    /// The first lines that have letters.
    private mutating func addText(_ label: String, of line: ContentLine?) {
        guard let text = line?.text else { return }
        let lines = text.split(whereSeparator: \.isNewline).lazy.map { String($0).onOneLine }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
        for (index, line) in lines.prefix(Limits.shownTextLines).enumerated() {
            add(index == 0 ? label : "", line)
        }
        if lines.dropFirst(Limits.shownTextLines).first != nil { add("", "…") }
    }
}
