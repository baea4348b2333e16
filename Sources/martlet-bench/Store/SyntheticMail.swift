import Mail

/// Mail that looks like mail: people who write often, subjects, answers that make threads.
///
/// The same number always gives the same message, so that stores are the same on every machine.
struct SyntheticMail {
    /// When the newest message of all was written.
    let newest: Timestamp
    /// How many there are; the number of the newest is one less.
    let count: Int

    /// Stands at the beginning of the subject and in no other message.
    static func mark(_ number: Int) -> String { "#\(number) " }

    func date(_ number: Int) -> Timestamp {
        Timestamp(seconds: newest.seconds - Int64(count - 1 - number) * 97)
    }

    /// One in twenty is unread, one in fifty flagged, one in ten answered.
    func flags(_ number: Int) -> Flags {
        var flags: Flags = number % 20 == 3 ? [] : .seen
        if number % 50 == 7 { flags.insert(.flagged) }
        if number % 10 == 1 { flags.insert(.answered) }
        return flags
    }

    func envelope(_ number: Int) -> Envelope {
        var random = Random(number)
        let sender = address(random.person())
        let chain = ancestors(of: number)
        let topic = (0..<4).map { _ in SyntheticMail.words[random.below(SyntheticMail.words.count)]
        }
        let subject = (chain.isEmpty ? "" : "Re: ") + topic.joined(separator: " ")
        return Envelope(
            date: date(number), subject: SyntheticMail.mark(number) + subject, from: [sender],
            sender: [sender], replyTo: [sender],
            to: [Address(name: "Robin Martlet", address: "robin@work.example")],
            cc: number % 7 == 0 ? [address(random.person()), address(random.person())] : [],
            messageID: identifier(number), inReplyTo: chain.suffix(1).map(identifier),
            references: chain.map(identifier))
    }

    func preview(_ number: Int) -> String {
        String(decoding: words(number, octets: 120), as: UTF8.self)
    }

    /// The raw message, its text as long as wanted.
    func octets(_ number: Int, text: Int) -> [UInt8] {
        let envelope = envelope(number)
        var head =
            "Date: \(dateField(date(number)))\r\nMessage-ID: <\(envelope.messageID ?? "")>\r\n"
        head += "From: \(list(envelope.from))\r\nTo: \(list(envelope.to))\r\n"
        if !envelope.cc.isEmpty { head += "Cc: \(list(envelope.cc))\r\n" }
        head += "Subject: \(envelope.subject)\r\n"
        if let parent = envelope.inReplyTo.first {
            let references = envelope.references.map { "<\($0)>" }.joined(separator: "\r\n ")
            head += "In-Reply-To: <\(parent)>\r\nReferences: \(references)\r\n"
        }
        head += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        return Array(head.utf8) + words(number, octets: text) + [13, 10]
    }

    // MARK: Pieces

    /// The messages this one answers, oldest first: two in five continue a recent one.
    private func ancestors(of number: Int) -> [Int] {
        var chain: [Int] = []
        var current = number
        while current % 5 < 2, current > 60, chain.count < 8 {
            var random = Random(current &+ 0x5EED)
            current -= 1 + random.below(50)
            chain.insert(current, at: 0)
        }
        return chain
    }

    private func identifier(_ number: Int) -> String { "bench.\(number)@work.example" }

    private func address(_ person: Int) -> Address {
        let first = SyntheticMail.firstNames[person % SyntheticMail.firstNames.count]
        let last = SyntheticMail.lastNames[
            person / SyntheticMail.firstNames.count % SyntheticMail.lastNames.count]
        return Address(name: "\(first) \(last)", address: "person\(person)@people.example")
    }

    private func list(_ addresses: [Address]) -> String {
        addresses.map { "\($0.name) <\($0.address)>" }.joined(separator: ", ")
    }

    /// As RFC 5322 §3.3 wants it, in UTC.
    private func dateField(_ date: Timestamp) -> String {
        let time = CivilTime(date, offset: 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(time.day) \(SyntheticMail.months[time.month - 1]) \(time.year) "
            + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func words(_ number: Int, octets: Int) -> [UInt8] {
        var random = Random(number &+ 0xB0D7)
        var text: [UInt8] = []
        var column = 0
        while text.count < octets {
            let word = SyntheticMail.words[random.below(SyntheticMail.words.count)].utf8
            text += word
            column += word.count + 1
            if column > 70 {
                text += [13, 10]
                column = 0
            } else {
                text.append(32)
            }
        }
        return text
    }

    private static let firstNames = [
        "Ada", "Björn", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas",
        "Kaja", "Luca", "Mina", "Noor", "Olga", "Pavel", "Quinn", "Rosa", "Sven", "Tara",
    ]
    private static let lastNames = [
        "Andersen", "Baker", "Costa", "Dvořák", "Evans", "Fischer", "García", "Haddad", "Ito",
        "Jensen", "Kowalski", "Larsen", "Moreau", "Novák", "Okafor", "Popescu", "Rossi", "Singh",
        "Tanaka", "Weber",
    ]
    private static let words = [
        "minutes", "of", "the", "meeting", "about", "invoice", "for", "spring", "release",
        "kernel", "patch", "review", "offer", "travel", "plan", "draft", "report", "question",
        "on", "budget", "schedule", "update", "garden", "party", "proofs", "index", "search",
        "answer", "from", "library", "order", "shipping", "ticket", "summary", "week", "numbers",
        "Größe", "café", "naïve", "résumé",
    ]
}

/// A generator of its own for every number (SplitMix64).
private struct Random {
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }

    /// A few write much, many write little.
    mutating func person() -> Int {
        min(below(400), below(400), below(400))
    }
}
