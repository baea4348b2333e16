import Testing

@testable import MIME

@Suite("Random octets")
struct RandomOctetsTests {
    /// Everything a caller may ask of a message; places must lie inside the octets.
    private func exercise(_ octets: [UInt8]) {
        let parsed = ParsedMessage(octets)
        _ = parsed.readable
        _ = parsed.preview
        _ = parsed.html
        for part in parsed.root.descendants {
            #expect(part.body.upperBound <= parsed.source(of: part).count)
            _ = parsed.decodedSize(of: part)
            _ = parsed.envelope(of: part)
        }
        for field in parsed.headerFields { _ = parsed.text(of: field) }
    }

    @Test("octets without any meaning never trap")
    func noise() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let length = Int.random(in: 0...400, using: &generator)
            exercise((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test("pieces of mail in any order never trap")
    func shuffledPieces() {
        let pieces = [
            "\r\n", "\n", "\r", " ", "\t", ":", ";", "\"", "<", ">", "(", ")", "=?utf-8?Q?", "?=",
            "=", "--a", "--", "From ", "From: ", "To: a@b, ", "Date: 3 Mar 2026 10:00:00 +0100",
            "Content-Type: ", "multipart/mixed", "; boundary=a", "message/rfc822", "text/html",
            "text/plain; format=flowed", "Content-Transfer-Encoding: ", "base64",
            "quoted-printable", "x-uuencode", "begin 644 x", "; charset=iso-2022-jp", "\u{1B}$B",
            "; name*0*=utf-8''%", "%C3", "<a href=http://x>", "</a>", "<li>", "<blockquote>",
            "<!--",
            "&#x", "&amp", "é", "\u{0}", "[", "]", "\\", ",", "@", "References: <", ">>  ", "-- ",
        ]
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1_500 {
            let count = Int.random(in: 0...40, using: &generator)
            let text = (0..<count).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            exercise(Array(text.joined().utf8))
        }
    }

    @Test("a message cut anywhere is still a message")
    func cuts() {
        let octets = crlf(
            """
            From: =?utf-8?Q?J=C3=BCrgen?= <j@example.org>
            Content-Type: multipart/mixed; boundary="a"

            --a
            Content-Type: text/html; charset=iso-2022-jp
            Content-Transfer-Encoding: quoted-printable

            <p>=1B$BF|=1B(B <a href=3D"http://x/">x</a>
            --a
            Content-Type: message/rfc822

            Subject: inner

            text
            --a--

            """)
        for end in 0...octets.count { exercise(Array(octets[..<end])) }
    }

    @Test(
        "hostile headers are read to their end",
        arguments: [
            "To: |<", "To: |,", "To: |\\", "To: |(", "To: |;", "To: |a@b,", "Subject: |=?utf-8?Q?",
            "Subject: |=?utf-8?Q?a?= ", "References: |<a@b> ", "Content-Type: text/plain|; a=b",
            "Content-Type: text/plain|; a*1*=%41", "X: a|\n b", "|X: y\n",
            "Content-Type: multipart/mixed; boundary=a\n\n|--a",
        ])
    func hostileHeaders(shape: String) throws {
        let halves = shape.split(separator: "|", omittingEmptySubsequences: false)
        try #require(halves.count == 2)
        let octets = crlf(halves[0] + String(repeating: String(halves[1]), count: 4_000))
        exercise(octets)
        let root = ParsedMessage(octets).root
        #expect(root.header.count + root.body.count >= octets.count - 2)
    }
}
