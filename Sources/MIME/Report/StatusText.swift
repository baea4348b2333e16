/// A status code of a delivery (RFC 3463) and what it means in plain words.
struct StatusText: Hashable {
    /// 2 delivered, 4 not yet, 5 not at all.
    let level: Int
    private let subject: Int
    private let detail: Int

    /// "5.1.1".
    var code: String { "\(level).\(subject).\(detail)" }

    /// Says nothing beyond its level.
    var isVague: Bool { subject == 0 }

    /// The first status code of a text; nil where there is none.
    init?(in text: String) {
        let octets = Array(text.utf8.prefix(Limits.diagnosticOctets))
        for index in octets.indices where "245".utf8.contains(octets[index]) {
            if index > 0, octets[index - 1].isDigit || octets[index - 1] == UInt8(ascii: ".") {
                continue
            }
            var position = index + 1
            guard let subject = StatusText.number(octets, at: &position),
                let detail = StatusText.number(octets, at: &position),
                // An address of a host goes on.
                position >= octets.count || octets[position] != UInt8(ascii: ".")
                    || position + 1 >= octets.count || !octets[position + 1].isDigit
            else { continue }
            level = Int(octets[index] - 0x30)
            self.subject = subject
            self.detail = detail
            return
        }
        return nil
    }

    /// "." and one to three digits.
    private static func number(_ octets: [UInt8], at position: inout Int) -> Int? {
        guard position < octets.count, octets[position] == UInt8(ascii: ".") else { return nil }
        let digits = octets[(position + 1)...].prefix(4).prefix(while: \.isDigit)
        guard (1...3).contains(digits.count) else { return nil }
        position += 1 + digits.count
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Nil where the code says nothing a person could use.
    var reason: String? {
        StatusText.details["\(subject).\(detail)"] ?? StatusText.subjects[subject]
    }

    private static let subjects = [
        1: "there is a problem with the address",
        2: "there is a problem with the mailbox",
        3: "the mail system there has a problem",
        4: "the mail system there cannot be reached",
        5: "the two mail systems did not understand each other",
        6: "the form of the mail is not accepted there",
        7: "the mail system there refuses it",
    ]

    private static let details = [
        "1.1": "the mailbox does not exist",
        "1.2": "the domain takes no mail or does not exist",
        "1.3": "the address is not well formed",
        "1.4": "the address is ambiguous",
        "1.6": "the mailbox has moved",
        "1.7": "the sender's address is not well formed",
        "1.8": "the sender's domain cannot be found",
        "1.10": "the address takes no mail",
        "2.1": "the mailbox is disabled",
        "2.2": "the mailbox is full",
        "2.3": "the mail is larger than the mailbox takes",
        "2.4": "the mailing list cannot be expanded",
        "3.1": "the mail system there is full",
        "3.2": "the mail system there takes no mail at present",
        "3.4": "the mail is too large",
        "4.1": "the mail system there does not answer",
        "4.2": "the connection broke",
        "4.3": "the directory of names cannot be asked",
        "4.4": "no mail system can be found for the domain",
        "4.6": "the mail went in a circle",
        "4.7": "it took too long",
        "5.3": "the mail has too many recipients",
        "7.1": "the mail system there refuses it",
        "7.2": "this sender may not write to the list",
        "7.20": "the mail failed a check of its signature",
        "7.23": "the mail came from a system that may not send for its domain",
        "7.26": "the mail failed the checks of its origin",
        "7.28": "the sender sends too much mail",
    ]

    /// What the words of a mail system mean, for answers without a useful code.
    static func reason(inWords text: String) -> String? {
        let octets = text.utf8.prefix(Limits.diagnosticOctets).map(\.lowercased)
        return meanings.first { meaning in
            meaning.words.contains { octets.contains($0, within: octets.count) }
        }?.reason
    }

    private static let meanings = words.map { entry in
        (words: entry.words.map { Array($0.utf8) }, reason: entry.reason)
    }

    private static let words: [(words: [String], reason: String)] = [
        (
            ["sender verify failed", "sender address rejected", "verification failed for"],
            "the sender's address is not accepted there"
        ),
        (
            [
                "host unknown", "host not found", "unknown host", "domain not found", "unrouteable",
                "unroutable", "name service error", "dns error", "no mx", "nxdomain",
                "couldn't find any host", "domain name not found", "unknown domain",
                "domain does not exist",
            ],
            "the domain cannot be found"
        ),
        (
            [
                "mailbox full", "mailbox is full", "over quota", "quota exceeded", "exceeded quota",
                "out of storage", "exceeded storage", "disk quota", "mailfolder is full",
            ],
            "the mailbox is full"
        ),
        (
            [
                "user unknown", "unknown user", "no such user", "no such mailbox",
                "no mailbox here",
                "user not found", "does not exist", "doesn't exist", "doesn't have",
                "unknown address",
                "unknown recipient", "invalid recipient", "not a known user", "unknown or illegal",
                "mailbox not found", "recipient not found", "no such recipient", "not listed in",
                "invalid final delivery userid", "no such address", "user does not",
                "recipientnotfound", "no such person",
            ],
            "the mailbox does not exist"
        ),
        (
            [
                "account disabled", "account is disabled", "mailbox disabled", "suspended",
                "inactive", "mailbox unavailable", "account has been disabled",
            ],
            "the mailbox cannot be used"
        ),
        (
            ["message size", "too large", "too big", "size limit"],
            "the mail is too large"
        ),
        (
            ["too many hops", "hop count", "routing loop", "mail loop", "loops back"],
            "the mail went in a circle"
        ),
        (
            [
                "connection refused", "timed out", "timeout", "no route to host",
                "unable to connect", "couldn't establish", "cannot connect", "network unreachable",
            ],
            "the mail system there does not answer"
        ),
        (
            [
                "spam", "blocked", "blacklist", "blocklist", "spamhaus", "policy", "access denied",
                "relaying denied", "relay not permitted", "not permitted", "rejected", "refused",
                "virus", "banned",
            ],
            "the mail system there refuses it"
        ),
    ]
}
