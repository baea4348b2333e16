/// Tells a header field that mail really has from a line of text with a colon in it.
///
/// Used where a line could be either, so an unknown name is none.
enum MailField {
    /// Whether the line at `start` begins with a well-known name and a colon.
    static func isOne(_ octets: [UInt8], at start: Int, end: Int) -> Bool {
        guard start < end else { return false }
        let line = octets[start..<min(end, start + longest)]
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = line[..<colon]
        if HeaderName(octets, in: name.startIndex..<name.endIndex) != nil { return true }
        guard name.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) else {
            return false
        }
        let text = name.lowercasedText
        return names.contains(text) || prefixes.contains { text.hasPrefix($0) }
    }

    private static let names: Set<String> = [
        "received", "return-path", "mime-version", "delivered-to", "dkim-signature",
        "authentication-results", "user-agent", "content-language", "content-length", "status",
        "importance", "priority", "precedence", "organization", "envelope-to", "errors-to",
        "thread-topic", "thread-index", "autocrypt", "feedback-id",
    ]
    private static let prefixes = ["x-", "list-", "arc-", "resent-"]
    private static let longest = 80
}
