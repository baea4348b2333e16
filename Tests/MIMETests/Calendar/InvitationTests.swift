import Mail
import Testing

@testable import MIME

@Suite("Invitations")
struct InvitationTests {
    /// An hour east of Greenwich, all year.
    private let zone = LocalZone([.init(start: Timestamp(seconds: 0), offset: 3_600)])

    private func cards(_ events: String, method: String = "", type: String = "") -> [MailCard] {
        let header = "Content-Type: text/calendar\(type)\n\n"
        let word = method.isEmpty ? "" : "METHOD:\(method)\n"
        return message("\(header)BEGIN:VCALENDAR\n\(word)\(events)\nEND:VCALENDAR\n")
            .cards(in: zone)
    }

    private func event(_ lines: String, method: String = "") -> MailCard? {
        cards("BEGIN:VEVENT\n\(lines)\nEND:VEVENT", method: method).first
    }

    private func rows(_ label: String, _ lines: String, method: String = "") -> [String] {
        (event(lines, method: method)?.rows ?? []).filter { $0.label == label }.map(\.value)
    }

    private let berlin = """
        BEGIN:VTIMEZONE
        TZID:Somewhere
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE

        """

    private func when(_ time: String) -> String? {
        cards("\(berlin)BEGIN:VEVENT\nDTSTART;TZID=Somewhere:\(time)\nEND:VEVENT")
            .first?.rows.first?.value
    }

    @Test("an invitation says what, when, where and who")
    func whole() {
        let card = event(
            """
            SUMMARY:Budget
              review
            DTSTART:20260303T090000Z
            DTEND:20260303T103000Z
            LOCATION:Room 3\\, second floor
            ORGANIZER;CN="Example, Alice":mailto:alice@example.org
            ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:bob@example.org
            ATTENDEE;PARTSTAT=NEEDS-ACTION:MAILTO:carol@example.org
            URL:https://example.org/meet
            DESCRIPTION:First line\\n\\n  \\n-----\\nSecond line
            """, method: "REQUEST")
        #expect(card?.kind == .invitation)
        #expect(card?.title == "Invitation: Budget review")
        #expect(card?.part == "1")
        #expect(
            card?.rows == [
                .init("When", "Tue 3 March 2026, 10:00–11:30"),
                .init("Where", "Room 3, second floor"),
                .init("Organiser", "Example, Alice (alice@example.org)"),
                .init("Who", "Bob (bob@example.org): accepted"), .init("", "carol@example.org"),
                .init("Link", "https://example.org/meet"), .init("Text", "First line"),
                .init("", "Second line"),
            ])
    }

    @Test(
        "the title says what the mail wants",
        arguments: [
            ("REQUEST", "SEQUENCE:0", "Invitation: S"), ("request", "", "Invitation: S"),
            ("REQUEST", "SEQUENCE:2", "Updated invitation: S"), ("CANCEL", "", "Cancelled: S"),
            ("REPLY", "ATTENDEE;CN=Al;PARTSTAT=ACCEPTED:mailto:a@b.c", "Al accepts: S"),
            ("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.c", "a@b.c declines: S"),
            ("REPLY", "ATTENDEE;CN=Al;PARTSTAT=TENTATIVE:mailto:a@b.c", "Al may take part: S"),
            ("COUNTER", "ATTENDEE;CN=Al:mailto:a@b.c", "Al proposes a change: S"),
            ("PUBLISH", "", "Event: S"), ("", "", "Event: S"),
            ("", "STATUS:CANCELLED", "Cancelled: S"),
        ])
    func titles(method: String, line: String, title: String) {
        #expect(event("SUMMARY:S\n\(line)", method: method)?.title == title)
    }

    @Test("the method of the part counts where the calendar has none")
    func methodOfPart() {
        let card = cards("BEGIN:VEVENT\nEND:VEVENT", type: "; method=CANCEL").first
        #expect(card?.title == "Cancelled: (no title)")
    }

    @Test("tasks say when they are due")
    func task() {
        let card = cards("BEGIN:VTODO\nSUMMARY:Pay\nDUE;VALUE=DATE:20260303\nEND:VTODO").first
        #expect(card?.title == "Task: Pay")
        #expect(card?.rows == [.init("Due", "Tue 3 March 2026")])
    }

    @Test(
        "days, nights and moments",
        arguments: [
            ("DTSTART;VALUE=DATE:20260303", "Tue 3 March 2026, all day"),
            ("DTSTART:20260303\nDTEND:20260304", "Tue 3 March 2026, all day"),
            (
                "DTSTART:20260303\nDTEND:20260306",
                "Tue 3 March 2026 – Thu 5 March 2026, all day"
            ),
            (
                "DTSTART:20260303T210000Z\nDURATION:PT3H",
                "Tue 3 March 2026, 22:00 – Wed 4 March 2026, 01:00"
            ),
            ("DTSTART:20260303T090000Z", "Tue 3 March 2026, 10:00"),
            ("DTSTART:20260303T090000Z\nDTEND:20260303T080000Z", "Tue 3 March 2026, 10:00"),
            ("DTSTART:20260303T090000", "Tue 3 March 2026, 09:00, wherever you are"),
            (
                "DTSTART;TZID=Moon:20260303T090000",
                "Tue 3 March 2026, 09:00 in the zone “Moon”"
            ),
            ("DTSTART:20260230T090000Z", "no time that can be read"),
            ("DTSTART:99999999999999999", "no time that can be read"),
        ])
    func times(lines: String, when: String) {
        let found = rows("When", lines)
        #expect(found == [when] || found.first?.hasPrefix(when) == true)
    }

    @Test("a zone that the calendar brings along is computed, summer and winter")
    func zones() {
        #expect(when("20260303T100000") == "Tue 3 March 2026, 10:00")
        #expect(when("20260703T100000") == "Fri 3 July 2026, 09:00")
        // The last winter second and the first summer one; the second before winter and winter.
        #expect(when("20260329T015959") == "Sun 29 March 2026, 01:59")
        #expect(when("20260329T030000") == "Sun 29 March 2026, 02:00")
        #expect(when("20261025T025959") == "Sun 25 October 2026, 01:59")
        #expect(when("20261025T030000") == "Sun 25 October 2026, 03:00")
        // The hour that never was counts by the clock before it.
        #expect(when("20260329T023000") == "Sun 29 March 2026, 02:30")
    }

    @Test("the event's own clock is told where it shows another time")
    func ownZone() {
        let card = cards(
            "BEGIN:VEVENT\nDTSTART;TZID=America/New_York:20260703T100000\nDURATION:PT1H\nEND:VEVENT"
        )
        #expect(
            card.first?.rows == [
                .init("When", "Fri 3 July 2026, 15:00–16:00"),
                .init("", "there Fri 3 July 2026, 10:00–11:00 (America/New_York)"),
            ])
    }

    @Test(
        "names of zones that come without their rules",
        arguments: [
            ("Europe/Berlin", "20260703T100000", 7_200),
            ("Europe/Berlin", "20260103T100000", 3_600),
            ("/x.example/Europe/Berlin", "20260103T100000", 3_600),
            ("Pacific Standard Time", "20260703T100000", -25_200),
            ("America/New_York", "20260308T015959", -18_000),
            ("America/New_York", "20260308T030000", -14_400),
            ("India Standard Time", "20260703T100000", 19_800), ("UTC", "20260703T100000", 0),
        ])
    func knownZones(name: String, time: String, offset: Int) throws {
        let time = try #require(CalendarTime(Array(time.utf8)[...], zone: .floating))
        #expect(KnownZone(name)?.offset(at: time.civil) == offset)
    }

    @Test(
        "rules of recurrence in words",
        arguments: [
            ("FREQ=DAILY", "every day"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "every 2 weeks on Monday and Wednesday"),
            (
                "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10",
                "every week from Monday to Friday, 10 times"
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=3", "every month on the 3rd"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "every month on the last working day"
            ),
            ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=21", "every year on the 21st in March"),
            ("FREQ=DAILY;UNTIL=20260303T233000Z", "every day, until Wed 4 March 2026"),
            ("FREQ=DAILY;BYHOUR=9", "every day, with further conditions"),
            ("FREQ=SECONDLY;COUNT=99999999999999999999", "every second"),
            ("INTERVAL=-4;FREQ=DAILY", "every day"), ("nonsense", "by a rule of its own"),
        ])
    func rules(rule: String, words: String) {
        let found = RecurrenceText.words(RecurrenceRule(Array(rule.utf8)), in: zone)
        #expect(found == words)
    }

    @Test("further and left out dates are counted")
    func dates() {
        let lines = "RRULE:FREQ=DAILY\nEXDATE:20260303,20260304\nRDATE:20260505"
        #expect(rows("Repeats", lines) == ["every day, and 1 more date, except 2 dates"])
    }

    @Test("the first events get a card, the others are counted")
    func several() {
        let events = { (count: Int) in
            (0..<count).map { "BEGIN:VEVENT\nSUMMARY:\($0)\nEND:VEVENT" }.joined(separator: "\n")
        }
        #expect(cards(events(Limits.shownEvents)).count == Limits.shownEvents)
        let more = cards(events(Limits.shownEvents + 1))
        #expect(more.count == Limits.shownEvents)
        #expect(more.last?.rows.last == .init("More", "1 more entry in the calendar"))
    }

    @Test("the first attendees are named, the others are summed up")
    func attendees() {
        let lines = { (count: Int) in
            (0..<count).map { "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a\($0)@example.org" }
                .joined(separator: "\n")
        }
        let limit = Limits.shownAttendees
        #expect(event(lines(limit + 1))?.rows.last?.value.hasPrefix("a\(limit)@") == true)
        #expect(event(lines(limit + 2))?.rows.last?.value == "and 2 more: 2 accepted")
    }

    @Test("the same calendar in two parts is one card, and cards end at the limit")
    func twice() {
        let part = { (name: Int) in
            "--a\nContent-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:\(name)\nEND:VEVENT\n"
        }
        let mail = { (names: [Int]) in
            message(
                "Content-Type: multipart/mixed; boundary=a\n\n\(names.map(part).joined())--a--\n"
            ).cards(in: .utc)
        }
        #expect(mail([1, 1]).count == 1)
        #expect(mail(Array(0..<Limits.cards)).count == Limits.cards)
        #expect(mail(Array(0...Limits.cards)).count == Limits.cards)
    }

    @Test("a link leads to the network or to a telephone, a script is no link")
    func links() {
        #expect(rows("Link", "URL:javascript:alert(1)\nCONFERENCE:tel:+1") == ["tel:+1"])
    }

    @Test("octets of one character may be folded apart")
    func foldedCharacter() {
        let octets = Array("Content-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:\u{FC}".utf8)
        let folded = octets.dropLast() + Array("\r\n ".utf8) + octets.suffix(1)
        #expect(ParsedMessage(Array(folded)).cards(in: .utc).first?.title == "Event: ü")
    }
}
