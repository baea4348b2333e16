import Foundation

/// A message for the tests, as it goes over the wire.
struct SampleMessage {
    var subject: String
    var fileName: String
    /// With CRLF line ends, as every client must see it.
    var octets: Data

    /// - Parameter number: gives the message its place in time; later ones have larger numbers.
    init(
        _ subject: String, number: Int = 1, from: String = "Alice Example <alice@example.org>",
        body: String = "Hello Bob,\n\nthis is the text.\n", charset: String = "utf-8"
    ) {
        self.init(
            subject,
            text: """
                From: \(from)
                To: Bob <bob@example.net>
                Subject: \(subject)
                Date: \(SampleMessage.date(number))
                Message-ID: <\(UUID().uuidString.lowercased())@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=\(charset)
                Content-Transfer-Encoding: 8bit

                \(body)
                """)
    }

    /// A message of which every octet counts.
    ///
    /// - Parameter text: lines end with a LF here.
    init(_ subject: String, text: String) {
        self.init(subject, lines: Data(text.utf8))
    }

    init(_ subject: String, lines: Data) {
        self.subject = subject
        fileName = "1000000000.\(UUID().uuidString).test"
        octets = Data()
        for octet in lines {
            if octet == 10 { octets.append(13) }
            octets.append(octet)
        }
    }

    /// As Maildir keeps it: with LF line ends.
    var stored: Data { octets.filter { $0 != 13 } }

    /// Minutes after a fixed noon.
    private static func date(_ number: Int) -> String {
        let (hour, minute) = (12 + number / 60 % 12, number % 60)
        let day = 1 + number / 720 % 28
        return "\(day) Nov 2025 "
            + [hour, minute].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
            + ":00 +0000"
    }

    /// Messages that broken clients lose or change: dots, 8-bit text, long lines, wide scripts.
    static var awkward: [SampleMessage] {
        let head = "From: a@example.org\nTo: b@example.net\nDate: 3 Nov 2025 10:00:00 +0000\n"
        var latin = Data("\(head)Subject: latin\n\ncaf".utf8)
        latin.append(contentsOf: [0xE9, 0x20, 0xFF, 0xFE, 0x80, 0x0A])
        return [
            SampleMessage("dots", text: "\(head)Subject: dots\n\n.\n..\n...x\n.\n\n.\n"),
            SampleMessage("latin", lines: latin),
            SampleMessage(
                "long",
                text: "\(head)Subject: long\n\n" + String(repeating: "x", count: 100_000) + "\n"),
            SampleMessage("empty", text: "\(head)Subject: empty\n\n"),
            SampleMessage("wide", text: "\(head)Subject: wide\n\n校正 📎 שלום\n"),
            SampleMessage(
                "big",
                text: "\(head)Subject: big\n\n"
                    + String(repeating: "0123456789 the quick brown fox\n", count: 20_000)),
        ]
    }

    static func numbered(_ count: Int, octets: Int = 200) -> [SampleMessage] {
        let line = "some words to fill a line of a message with, again and again\n"
        let body = String(repeating: line, count: max(1, octets / line.utf8.count))
        return (1...count).map { SampleMessage("message \($0)", number: $0, body: body) }
    }
}
