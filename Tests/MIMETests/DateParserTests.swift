import Mail
import Testing

@testable import MIME

@Suite("Dates")
struct DateParserTests {
    private func parse(_ text: String) -> String? {
        let octets = Array(text.utf8)
        return DateParser.parse(octets, in: octets.indices)?.rfc3339
    }

    @Test(
        "every common form of one moment is understood",
        arguments: [
            "Tue, 03 Mar 2026 10:11:12 +0100",
            "Tue, 3 Mar 26 10:11:12 +0100",
            "3 Mar 2026 09:11:12 GMT",
            "3 Mar 2026 09:11:12",
            "Tue, 3 Mar 2026 04:11:12 EST",
            "(comment) Tue, (c) 3 Mar 2026 14:41:12 (x) +0530",
            "Tue Mar  3 09:11:12 2026",
            "Tue Mar  3 10:11:12 2026 +0100",
            "2026-03-03T09:11:12Z",
            "2026-03-03 10:11:12 +01:00",
            "3-MAR-2026 09:11:12 Z",
            "Tue, 03 Mar 2026 10:11:12 GMT+0100 (CET)",
            "Tue,\r\n 03 March 2026\r\n 9:11:12 AM UT",
        ])
    func commonForms(text: String) {
        #expect(parse(text) == "2026-03-03T09:11:12Z")
    }

    @Test("two digits of a year mean 1950 to 2049, three count from 1900")
    func shortYears() {
        #expect(parse("1 Jan 49 00:00:00 +0000") == "2049-01-01T00:00:00Z")
        #expect(parse("1 Jan 50 00:00:00 +0000") == "1950-01-01T00:00:00Z")
        #expect(parse("1 Jan 126 00:00:00 +0000") == "2026-01-01T00:00:00Z")
    }

    @Test("moments before 1970 and after 2038 are ordinary")
    func farMoments() {
        #expect(parse("Fri, 13 Dec 1901 20:45:51 +0000") == "1901-12-13T20:45:51Z")
        #expect(parse("Tue, 19 Jan 2038 03:14:08 +0000") == "2038-01-19T03:14:08Z")
    }

    @Test("a leap second counts")
    func leapSecond() {
        #expect(parse("Tue, 03 Mar 2026 23:59:60 +0000") == "2026-03-04T00:00:00Z")
    }

    @Test(
        "what is no date is nil and never a trap",
        arguments: [
            "", "yesterday", "Tue, 31 Feb 2026 10:00:00 +0000", "99999999999999999999 Mar 2026",
            "3 Mar 99999 10:00:00", "3 Mar 2026 99:99:99", "Mar 2026",
        ])
    func noDate(text: String) {
        #expect(parse(text) == nil)
    }

    @Test("an impossible zone is taken for Greenwich")
    func impossibleZone() {
        #expect(parse("3 Mar 2026 10:00:00 +9999") == "2026-03-03T10:00:00Z")
    }

    @Test("dots may separate a time, and a weekday may look like a month")
    func oddForms() {
        #expect(parse("Tue, 3 Mar 2026 10.11.12 +0100") == "2026-03-03T09:11:12Z")
        #expect(parse("mar., 3 nov 2026 10:11:12 +0000") == "2026-11-03T10:11:12Z")
        #expect(parse("Tue, 3 Mar 2026 10:11 PM") == "2026-03-03T22:11:00Z")
        #expect(parse("Tue, 3 Mar 2026 12:11 AM -0000") == "2026-03-03T00:11:00Z")
    }

    @Test("a zone without meaning counts as none")
    func oddZones() {
        for zone in ["", "A", "XYZ", "+9999", "-2500", "+0160", "(EST)"] {
            #expect(parse("3 Mar 2026 10:11:12 \(zone)") == "2026-03-03T10:11:12Z", "\(zone)")
        }
    }

    @Test(
        "what no calendar has is no date",
        arguments: [
            "", "x", "32 Jan 2026 10:00:00 +0000", "30 Feb 2026", "0 Mar 2026", "1 Foo 2026",
            "1 Jan 2026 25:00:00", "1 Jan 2026 10:61:00", "99999999999999999999 Jan 2026",
            "1 Jan 99999999999999999999", "1 Jan 2026 10:00:99", "12:00:00", "Jan 2026",
        ])
    func impossible(text: String) {
        #expect(parse(text) == nil)
    }
}
