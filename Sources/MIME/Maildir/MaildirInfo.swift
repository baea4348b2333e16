import Mail

/// Flags in the names of Maildir files: `:2,` and letters in the order of ASCII
/// (cr.yp.to/proto/maildir.html).
public enum MaildirInfo {
    /// The end of a file's name; keywords that have no letter are left out.
    public static func text(_ status: MailStatus, _ letters: KeywordLetters) -> String {
        var found = flagLetters.filter { status.flags.contains($0.flag) }.map(\.letter)
        for keyword in status.keywords {
            if keyword == MailStatus.forwarded {
                found.append("P")
            } else if let letter = letters.letter(of: keyword) {
                found.append(letter)
            }
        }
        return ":2," + String(found.sorted())
    }

    /// What a file's name says; letters that mean nothing are passed over.
    public static func status(ofName name: String, _ letters: KeywordLetters) -> MailStatus {
        var status = MailStatus()
        guard let mark = name.utf8.lastIndex(of: UInt8(ascii: ":")),
            name[mark...].hasPrefix(":2,")
        else { return status }
        for letter in name[mark...].dropFirst(3) {
            if letter == "P" {
                status.add(MailStatus.forwarded)
            } else if let known = flagLetters.first(where: { $0.letter == letter }) {
                status.flags.insert(known.flag)
            } else {
                status.add(letters.keyword(of: letter))
            }
        }
        return status
    }

    private static let flagLetters: [(letter: Character, flag: Flags)] = [
        ("D", .draft), ("F", .flagged), ("R", .answered), ("S", .seen), ("T", .deleted),
    ]
}
