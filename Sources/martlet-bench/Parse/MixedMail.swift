/// Mail of the kinds that a mailbox holds, made from a number alone: the same on every machine.
struct MixedMail {
    private var random: NumberStream
    private let number: Int

    /// The raw message with that number.
    static func octets(_ number: Int) -> [UInt8] {
        var mail = MixedMail(random: NumberStream(seed: number), number: number)
        return mail.made()
    }

    /// One mail whose size is that of its attachment.
    static func large(encoding: MailEncoding, octets: Int) -> [UInt8] {
        var mail = MixedMail(random: NumberStream(seed: 1), number: 1)
        let content = encoding == .base64 ? mail.noise(octets) : mail.words(octets)
        let body = mail.mixed(
            mail.part("text/plain; charset=utf-8", .quotedPrintable, mail.words(800)),
            mail.part("application/octet-stream; name=\"large.bin\"", encoding, content))
        return mail.header() + body
    }

    private mutating func made() -> [UInt8] {
        let head = header()
        switch number % 20 {
        case 0..<5:
            return head + part("text/plain; charset=utf-8", .none, words(2_000))
        case 5..<8:
            return head + part("text/plain; charset=utf-8", .quotedPrintable, words(4_000))
        case 8..<10:
            return head + part("text/plain; charset=utf-8", .base64, words(3_000))
        case 10..<16:
            return head + alternative()
        case 16..<18:
            return head
                + mixed(
                    part("text/plain; charset=utf-8", .quotedPrintable, words(1_500)),
                    part("application/pdf; name=\"invoice.pdf\"", .base64, noise(60_000)))
        case 18:
            let enclosed = header() + part("text/plain; charset=utf-8", .none, words(2_000))
            return head
                + mixed(
                    part("text/plain; charset=utf-8", .none, words(500)),
                    Array("Content-Type: message/rfc822\r\n\r\n".utf8) + enclosed)
        default:
            return head + part("text/html; charset=utf-8", .quotedPrintable, page(20_000))
        }
    }

    // MARK: Pieces

    private mutating func header() -> [UInt8] {
        var lines: [String] = []
        for hop in 0..<4 {
            lines.append(
                "Received: from relay\(hop).example (relay\(hop).example [192.0.2.\(hop + 1)])\r\n"
                    + "\tby mx.example with ESMTPS id \(token(12))\r\n"
                    + "\tfor <robin@work.example>; Tue, 03 Mar 2026 10:11:1\(hop) +0100")
        }
        lines.append(
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=people.example; s=s1;\r\n"
                + "\th=from:to:subject:date:message-id; bh=\(token(43))=;\r\n\tb=\(token(64))\r\n"
                + "\t \(token(70))\r\n\t \(token(38))==")
        lines.append("Date: Tue, 03 Mar 2026 10:11:12 +0100")
        lines.append("Message-ID: <\(token(20)).\(number)@people.example>")
        lines.append(
            "From: =?UTF-8?Q?Bj=C3=B6rn_Dvo=C5=99=C3=A1k?= <person\(number)@people.example>")
        lines.append("To: Robin Martlet <robin@work.example>, \"Ito, Kaja\" <kaja@work.example>")
        lines.append("Subject: =?UTF-8?B?R3LDvMOfZSBhdXM=?= \(token(8)) report for the week")
        if number % 3 == 0 {
            let chain = (0..<6).map { "<\(token(20)).\($0)@people.example>" }
            lines.append("In-Reply-To: \(chain[5])")
            lines.append("References: \(chain.joined(separator: "\r\n "))")
        }
        lines.append("X-Mailer: \(token(10))\r\nMIME-Version: 1.0\r\n")
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func part(_ type: String, _ encoding: MailEncoding, _ content: [UInt8]) -> [UInt8] {
        Array("Content-Type: \(type)\r\n\(encoding.field)\r\n".utf8) + encoding.encoded(content)
            + [13, 10]
    }

    private mutating func alternative() -> [UInt8] {
        multipart(
            "alternative",
            [
                part("text/plain; charset=utf-8", .quotedPrintable, words(3_000)),
                part("text/html; charset=utf-8", .quotedPrintable, page(12_000)),
            ])
    }

    private mutating func mixed(_ parts: [UInt8]...) -> [UInt8] {
        multipart("mixed", parts)
    }

    private mutating func multipart(_ subtype: String, _ parts: [[UInt8]]) -> [UInt8] {
        let boundary = "=_\(token(24))"
        var octets = Array("Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\r\n".utf8)
        for part in parts { octets += Array("\r\n--\(boundary)\r\n".utf8) + part }
        return octets + Array("\r\n--\(boundary)--\r\n".utf8)
    }

    private mutating func page(_ count: Int) -> [UInt8] {
        var text = Array("<html><body style=\"margin: 0; padding: 0\">\r\n".utf8)
        while text.count < count {
            text += Array("<p class=\"x\" style=\"color: #333\">".utf8) + words(300)
            text += Array(
                "<a href=\"https://people.example/?id=\(token(30))\">more</a></p>\r\n".utf8)
        }
        return text + Array("</body></html>".utf8)
    }

    private mutating func words(_ count: Int) -> [UInt8] {
        var text: [UInt8] = []
        var column = 0
        while text.count < count {
            let word = MixedMail.vocabulary[random.below(MixedMail.vocabulary.count)]
            text += word
            column += word.count + 1
            text += column > 70 ? [13, 10] : [32]
            if column > 70 { column = 0 }
        }
        return text
    }

    private mutating func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.below(256)) }
    }

    private mutating func token(_ count: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        return String(
            decoding: (0..<count).map { _ in letters[random.below(letters.count)] },
            as: UTF8.self)
    }

    private static let vocabulary: [[UInt8]] = [
        "minutes", "of", "the", "meeting", "about", "invoice", "for", "spring", "release",
        "kernel", "review", "offer", "travel", "plan", "draft", "report", "question", "on",
        "budget", "schedule", "update", "garden", "a", "to", "is", "Größe", "café", "naïve", "–",
    ].map { Array($0.utf8) }
}

/// Numbers that look random and are the same in every run (SplitMix64).
private struct NumberStream {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
