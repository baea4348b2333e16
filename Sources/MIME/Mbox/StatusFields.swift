import Mail

/// The header fields in which programs keep flags in an mbox file, and the length of a body.
///
/// `Status` and `X-Status` are those of Mutt, Dovecot and Alpine, `X-Keywords` of the latter two,
/// `X-Mozilla-Status` and `X-Mozilla-Keys` of Thunderbird. `Keywords` is a field that senders
/// write as well (RFC 5322 §3.6.5), so it counts only beside one of the others.
struct StatusFields {
    private(set) var status = MailStatus()
    private(set) var contentLength: Int?
    private var writtenKeywords: [Keyword] = []
    private var isMarked = false

    mutating func read(name: String, body: String) {
        switch name {
        case "content-length":
            contentLength = Int(body).flatMap { $0 >= 0 ? $0 : nil }
        case "status", "x-status":
            status.read(letters: body)
            isMarked = true
        case "x-keywords", "x-mozilla-keys":
            StatusFields.keywords(body).forEach { status.add($0) }
        case "keywords":
            writtenKeywords += StatusFields.keywords(body)
        case "x-mozilla-status":
            readMozilla(body)
            isMarked = true
        default:
            break
        }
    }

    /// The header has ended.
    mutating func finish() {
        if isMarked { writtenKeywords.forEach { status.add($0) } }
    }

    static func keywords(_ body: String) -> [Keyword] {
        body.split { $0 == " " || $0 == "," || $0 == "\t" }.compactMap { Keyword(String($0)) }
    }

    /// Bits of `nsMsgMessageFlags.idl`: read, replied, marked, expunged, forwarded.
    private mutating func readMozilla(_ body: String) {
        guard let bits = Int(body, radix: 16) else { return }
        let flags: [(bit: Int, flag: Flags)] = [
            (0x1, .seen), (0x2, .answered), (0x4, .flagged), (0x8, .deleted),
        ]
        for (bit, flag) in flags where bits & bit != 0 { status.flags.insert(flag) }
        if bits & 0x1000 != 0 { status.add(MailStatus.forwarded) }
    }
}
