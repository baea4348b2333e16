/// A maildrop that holds what clients trip over, the same in every run.
struct ProofMail: Sendable {
    let name: String
    /// As they were delivered.
    let messages: [[UInt8]]
    /// As a client must hold them.
    let count: MailCount

    init(name: String, messages: [[UInt8]]) {
        self.name = name
        self.messages = messages
        count = MailCount(messages.map { ProofMail.received($0) })
    }

    /// A server ends the last line where the mail did not.
    static func received(_ message: [UInt8]) -> [UInt8] {
        message.suffix(2) == [13, 10] ? message : message + [13, 10]
    }

    /// 6 messages, together about 20 kB: small enough to try every octet.
    static let small = ProofMail(
        name: "6 messages",
        messages: [
            letter("dots", ".\r\n..\r\n.. x\r\n.\r\n\r\n.\r\n"),
            letter("octets") + [0, 255, 254, 0, 13, 10] + lines(5_600),
            letter("bare line ends", "one\ntwo\n.\n..\nthree\n"),
            letter("twin") + lines(3_000), letter("twin") + lines(3_000),
            letter("no last line end") + lines(6_500) + Array("the end".utf8),
        ])

    /// 50 messages from no text at all to 3 MB.
    static let mixed: ProofMail = {
        let sizes = [
            0, 1, 100, 511, 4_096, 9_000, 16_384, 20_000, 70_000, 140_000, 1_060_000, 3_000_000,
        ]
        var messages = small.messages + [Array("Subject: no text\r\n".utf8), letter("empty", "")]
        messages += sizes.map { letter("of \($0) octets") + lines($0) }
        for number in messages.count..<50 {
            messages.append(letter("letter \(number)") + lines(number * 331 % 9_000))
        }
        return ProofMail(name: "50 messages", messages: messages)
    }()

    /// As ``mixed``, but quick: one message that goes to the store in pieces, and small ones.
    static let pieces = ProofMail(
        name: "7 messages, one in pieces",
        messages: small.messages + [letter("in pieces") + lines(1_060_000)])

    /// Which maildrop the parts of a campaign use.
    struct Choice: Sendable {
        var small = ProofMail.small
        var mixed = ProofMail.mixed
        var pieces = ProofMail.pieces

        /// With the line ends that every server has.
        var withProperLineEnds: Choice {
            Choice(
                small: small.withProperLineEnds, mixed: mixed.withProperLineEnds,
                pieces: pieces.withProperLineEnds)
        }
    }

    /// Every line ends with CR LF, and no octet is zero, as real servers have it.
    private var withProperLineEnds: ProofMail {
        ProofMail(
            name: name,
            messages: messages.map { message in
                var proper: [UInt8] = []
                for octet in ProofMail.received(message) where octet != 0 {
                    if octet == 10, proper.last != 13 { proper.append(13) }
                    proper.append(octet)
                }
                return proper
            })
    }

    private static func letter(_ subject: String, _ text: String = "") -> [UInt8] {
        Array(
            """
            From: Robin Sample <robin@work.example>\r
            To: anna@work.example\r
            Subject: \(subject)\r
            Date: Mon, 3 Nov 2025 10:00:00 +0000\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: 8bit\r
            \r
            \(text)
            """.utf8)
    }

    /// About so many octets of text, of which no two lines are alike, some with dots in front.
    private static func lines(_ octets: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(octets + 80)
        var number = 0
        while text.count < octets {
            if number % 7 == 3 { text.append(UInt8(ascii: ".")) }
            text += Array("\(number) of the quick brown foxes, caf".utf8) + [0xE9, 13, 10]
            number += 1
        }
        return text
    }
}
