import Foundation

extension SampleMessage {
    /// Mail with something in it to look at, save or open.
    static let page = SampleMessage(
        "a page",
        text: """
            From: Shop <shop@example.org>
            Subject: a page
            Date: 3 Nov 2025 10:01:00 +0000
            Content-Type: text/html; charset=utf-8

            <html><body><h1>Thank you</h1><p>Follow <a href="https://shop.example/a?b=1&amp;c='x'">your
            order</a> or <a href="javascript:steal()">this</a>.</p>
            <img src="https://shop.example/seen.gif"></body></html>
            """)

    static let parcel = SampleMessage(
        "a parcel",
        text: """
            From: Alice <alice@example.org>
            Subject: a parcel
            Date: 3 Nov 2025 10:02:00 +0000
            Content-Type: multipart/mixed; boundary=outer

            --outer

            Everything is attached.
            --outer
            Content-Type: text/plain
            Content-Disposition: attachment; filename="../../notes.txt"

            The notes themselves
            --outer
            Content-Type: message/rfc822

            From: Carol <carol@example.org>
            Subject: the inner mail

            Deep inside
            --outer
            Content-Type: application/octet-stream; name=notes.txt
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            AAECAw==
            --outer--
            """)

    static let invitation = SampleMessage(
        "an invitation",
        text: """
            From: boss@work.example <mallory@evil.example>
            Subject: an invitation
            Date: 3 Nov 2025 10:03:00 +0000
            Content-Type: text/calendar; method=REQUEST; charset=utf-8

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:1
            DTSTART:20251120T090000Z
            DTEND:20251120T100000Z
            SUMMARY:Talk about everything
            LOCATION:Room 2
            END:VEVENT
            END:VCALENDAR
            """)

    /// A greeting in KOI8-R that does not say so.
    static func undeclared(_ subject: String) -> SampleMessage {
        SampleMessage(
            subject,
            lines: Data("From: vera@dacha.example\nSubject: \(subject)\n\n".utf8)
                + Data([0xD0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x2C, 0x20, 0xCD, 0xC9, 0xD2, 0x0A]))
    }
}
