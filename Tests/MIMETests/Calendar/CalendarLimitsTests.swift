import Testing

@testable import MIME

@Suite("Limits of calendars")
struct CalendarLimitsTests {
    private func lines(_ text: String) -> [ContentLine] {
        ContentLine.all(in: Array(text.utf8), charset: .utf8)
    }

    @Test("properties up to the limit are read")
    func properties() {
        let text = String(repeating: "A:b\n", count: Limits.contentLines)
        #expect(lines(text).count == Limits.contentLines)
        #expect(lines(text + "A:b\n").count == Limits.contentLines)
    }

    @Test("parameters up to the limit are read, a property with more is left out")
    func parameters() {
        let line = { (count: Int) in "A" + String(repeating: ";b=c", count: count) + ":d" }
        #expect(lines(line(Limits.parameters)).first?.parameters.count == Limits.parameters)
        #expect(lines(line(Limits.parameters + 1)).isEmpty)
    }

    @Test("components inside each other are told apart up to the limit")
    func depth() {
        let nested = { (count: Int) in
            String(repeating: "BEGIN:X\n", count: count) + "A:b\n"
        }
        let depth = { (text: String) in
            var level = CalendarComponent.all(in: self.lines(text))
            var depth = 0
            while let first = level.first {
                depth += 1
                level = first.children
            }
            return depth
        }
        #expect(depth(nested(Limits.componentDepth)) == Limits.componentDepth)
        #expect(depth(nested(Limits.componentDepth + 1)) == Limits.componentDepth)
        #expect(depth(nested(100_000)) == Limits.componentDepth)
    }

    @Test("zones and their changes are read up to the limit")
    func zones() throws {
        let zone = { (name: Int, changes: Int) in
            let change = "BEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETTO:+0100\nEND:STANDARD\n"
            return "BEGIN:VTIMEZONE\nTZID:\(name)\n"
                + String(repeating: change, count: changes) + """
                    BEGIN:STANDARD
                    DTSTART:20100101T000000
                    TZOFFSETTO:+0200
                    END:STANDARD
                    END:VTIMEZONE

                    """
        }
        let time = { (name: Int) in
            CalendarTime(Array("20260101T000000".utf8)[...], zone: .named(String(name)))
        }
        let offset = { (text: String, name: Int) throws in
            let zones = CalendarZones(CalendarComponent.all(in: self.lines(text)))
            return zones.offset(of: try #require(time(name)))
        }
        let limit = Limits.calendarZones
        let many = (0...limit).map { zone($0, 0) }.joined()
        #expect(try offset(many, limit - 1) == 7_200)
        #expect(try offset(many, limit) == nil)
        #expect(try offset(zone(1, Limits.zoneObservances - 1), 1) == 7_200)
        #expect(try offset(zone(1, Limits.zoneObservances), 1) == 3_600)
    }

    @Test("a rule is read up to the limit")
    func rule() {
        let rule = { (blanks: Int) in
            RecurrenceRule(Array((String(repeating: " ", count: blanks) + "FREQ=DAILY").utf8))
        }
        #expect(rule(Limits.ruleOctets - 10).frequency == "daily")
        #expect(rule(Limits.ruleOctets).frequency == "")
    }

    @Test("durations up to the limit are understood")
    func durations() {
        let seconds = { (text: String) in CalendarDuration.seconds(Array(text.utf8)) }
        #expect(seconds("P1DT2H30M5S") == 95_405)
        #expect(seconds("-PT15M") == -900)
        #expect(seconds("P2W") == 1_209_600)
        #expect(seconds("PT\(Limits.durationSeconds)S") == Limits.durationSeconds)
        #expect(seconds("PT\(Limits.durationSeconds)S1S") == nil)
        #expect(seconds("P99999999999999999999W") == nil)
        #expect(seconds("P5") == nil)
        #expect(seconds("tomorrow") == nil)
    }

    @Test("a long title, name or text is cut and says so")
    func texts() {
        let title = { (count: Int) in
            message(
                "Content-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:"
                    + String(repeating: "x", count: count)
            ).cards(in: .utc).first?.title ?? ""
        }
        #expect(title(Limits.cardTitleCharacters).hasSuffix("x"))
        #expect(title(Limits.cardTitleCharacters + 1).hasSuffix("x…"))
        let text = String(repeating: "x", count: Limits.cardValueCharacters)
        let row = { (text: String) in
            message("Content-Type: text/calendar\n\nBEGIN:VEVENT\nLOCATION:\(text)")
                .cards(in: .utc).first?.rows.last?.value ?? ""
        }
        #expect(row(text) == text)
        #expect(row(text + "x") == text + "…")
    }

    @Test("a file is read up to the limit")
    func octets() {
        let start = "Content-Type: text/calendar\n\n"
        let event = "BEGIN:VEVENT\nSUMMARY:late"
        let cards = { (blanks: Int) in
            ParsedMessage(
                Array((start + String(repeating: "\n", count: blanks) + event).utf8)
            ).cards(in: .utc)
        }
        #expect(cards(Limits.cardOctets - event.utf8.count).first?.title == "Event: late")
        #expect(cards(Limits.cardOctets).isEmpty)
        let many = String(repeating: "BEGIN:VEVENT\nEND:VEVENT\n", count: 9)
        let filler = String(repeating: "\n", count: Limits.cardOctets)
        let rows = { (text: String) in
            ParsedMessage(Array((start + text).utf8)).cards(in: .utc).last?.rows.last?.value
        }
        #expect(rows(many) == "4 more entries in the calendar")
        #expect(rows(many + filler) == "at least 4 more entries in the calendar")
    }

    @Test("files are read until all of them reach the limit")
    func allOctets() {
        let whole = Limits.allCardOctets / Limits.cardOctets
        let event = { (number: Int) in
            "--b\nContent-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:\(number)\nEND:VEVENT\n"
                + String(repeating: "\n", count: Limits.cardOctets)
        }
        let cards = { (count: Int) in
            let parts = (0..<count).map(event).joined()
            return ParsedMessage(
                Array("Content-Type: multipart/mixed; boundary=b\n\n\(parts)--b--\n".utf8)
            ).cards(in: .utc)
        }
        #expect(cards(whole).count == whole)
        #expect(cards(whole + 1).count == whole)
    }

    @Test("of a long text the beginning is understood")
    func longTexts() {
        let text = { (count: Int) in
            self.rows("LOCATION:\(String(repeating: " ", count: count))x")
        }
        #expect(text(Limits.cardTextOctets - 1) == ["x"])
        #expect(text(Limits.cardTextOctets).isEmpty)
    }

    private func rows(_ lines: String) -> [String] {
        message("Content-Type: text/calendar\n\nBEGIN:VEVENT\nDTSTART:20260303\n\(lines)\n")
            .cards(in: .utc).first?.rows.dropFirst().map(\.value) ?? []
    }

    @Test("links and lines of text are shown up to their limits")
    func shown() {
        let links = { (count: Int) in
            (0..<count).map { "URL:https://example.org/\($0)" }.joined(separator: "\n")
        }
        #expect(rows(links(Limits.shownLinks)).count == Limits.shownLinks)
        #expect(rows(links(Limits.shownLinks + 1)).count == Limits.shownLinks)
        let text = { (count: Int) in
            "DESCRIPTION:" + Array(repeating: "a", count: count).joined(separator: "\\n")
        }
        #expect(rows(text(Limits.shownTextLines)).count == Limits.shownTextLines)
        #expect(rows(text(Limits.shownTextLines + 1)).last == "…")
    }

    @Test("names up to the limit are shown whole")
    func names() {
        let name = { (count: Int) in
            self.rows("ORGANIZER;CN=\(String(repeating: "x", count: count)):mailto:a@b.example")
        }
        #expect(name(Limits.cardNameCharacters).first?.contains("…") == false)
        #expect(name(Limits.cardNameCharacters + 1).first?.contains("x… (a@b.example)") == true)
    }
}
