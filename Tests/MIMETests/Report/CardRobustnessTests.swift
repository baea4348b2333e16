import Mail
import Testing

@testable import MIME

@Suite("Cards of broken parts")
struct CardRobustnessTests {
    private let seeds = [
        """
        From: "a@b.example" <c@xn--bnk-6cd.example>
        Content-Type: text/calendar; method=REQUEST

        BEGIN:VCALENDAR
        BEGIN:VTIMEZONE
        TZID:Z
        BEGIN:STANDARD
        DTSTART:19701025T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20371231T000000Z
        RDATE:20260101T000000,20270101T000000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        DTSTART;TZID=Z:20260303T100000
        DURATION:P1DT2H
        RRULE:FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1;COUNT=9
        ATTENDEE;CN="^'x^n":mailto:a@b.example
        SUMMARY:a\\nb
        END:VEVENT
        """,
        """
        Content-Type: text/vcard

        BEGIN:VCARD
        N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:M=FCller;J=F6rg=
        ;;Dr
        BDAY:--0412
        TEL;HOME:1
        END:VCARD
        """,
        """
        From: MAILER-DAEMON
        Subject: failure notice
        Content-Type: message/delivery-status

        Reporting-MTA: dns; x

        Final-Recipient: rfc822; a@b.example
        Action: failed
        Status: 5.1.1
        """,
    ]

    @Test("whatever octets change, cards are made without a trap and within their bounds")
    func changed() {
        var generator = SeededGenerator(seed: 5)
        for seed in seeds {
            for _ in 0..<400 {
                var octets = Array(seed.utf8)
                for _ in 0..<Int.random(in: 1...12, using: &generator) {
                    let index = Int.random(in: 0..<octets.count, using: &generator)
                    switch Int.random(in: 0..<4, using: &generator) {
                    case 0: octets[index] = UInt8.random(in: 0...255, using: &generator)
                    case 1: octets[index] = UInt8.random(in: 0x30...0x39, using: &generator)
                    case 2: octets.insert(contentsOf: octets[index...].prefix(9), at: index)
                    default: octets.remove(at: index)
                    }
                }
                let parsed = ParsedMessage(octets)
                let cards = parsed.cards(in: .utc)
                #expect(cards.count <= Limits.cards)
                #expect(cards.allSatisfy { $0.rows.count < 60 })
                #expect(parsed.suspicions.count < 100)
                _ = parsed.contents(of: parsed.root)
            }
        }
    }

    @Test("random octets are looked at without a trap")
    func random() {
        var generator = SeededGenerator(seed: 6)
        for length in 0..<300 {
            let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let kind = FileLook.kind(of: Array("PK\u{3}\u{4}".utf8) + octets)
            #expect(kind != nil)
            _ = FileLook.kind(of: octets)
            _ = DomainText.shown("xn--" + String(decoding: octets, as: UTF8.self))
            _ = Punycode.decoded(octets.map { 0x61 + $0 % 26 })
        }
    }
}
