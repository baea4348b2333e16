import Mail

/// The words for people at the beginning of a delivery report, above the returned mail.
struct BounceExplanation {
    private let lines: [Substring]
    /// The header of the returned mail, where it stands in the text.
    let original: Envelope?
    /// The first line with a reply code, or with words whose meaning is known.
    private let telling: Substring?

    init(_ message: ParsedMessage) {
        let part = message.root.leaves.first { $0.isReadable && !$0.isHTML }
        let text = part.map { message.text(of: $0, limit: Limits.bounceOctets) } ?? ""
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        let end = BounceExplanation.originalStart(all)
        lines = Array(all[..<(end ?? all.count)])
        original = end.map { start in
            Envelope(headerOctets: Array(all[start...].joined(separator: "\n").utf8))
        }
        telling = BounceExplanation.telling(lines[...])
    }

    /// Everything on one line.
    var words: String { lines.joined(separator: " ").onOneLine }

    /// The line with a reply code close below the address, else the words around it.
    func answer(about address: String) -> String {
        let start = lines.firstIndex { $0.contains(address) }
        let near = start.flatMap {
            BounceExplanation.telling(lines[$0...].prefix(Limits.bounceLines))
        }
        let line = near ?? telling
        return line.map { String($0).onOneLine.shortened(to: Limits.cardValueCharacters) } ?? ""
    }

    func mentions(_ address: String) -> Bool {
        !address.isEmpty && lines.contains { $0.contains(address) }
    }

    /// Addresses that lines begin with: "<bob@example.org>:", "  bob@example.org", "To: bob@…".
    var leadingAddresses: [String] {
        let labels = ["to:", "recipient:", "recipients:", "rcpt"]
        return lines.compactMap { line in
            let words = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
            let isLabelled = words.first.map { labels.contains($0.lowercased()) } ?? false
            return (isLabelled ? words.dropFirst().first : words.first)
                .flatMap(BounceExplanation.address)
        }
    }

    /// The first address anywhere that is not the reader's own.
    func anyAddress(but own: Set<String>) -> String? {
        for line in lines {
            let words = line.split { $0.isWhitespace || "()[],;'\"".contains($0) }
            for address in words.lazy.compactMap(BounceExplanation.address) {
                let local = address.prefix { $0 != "@" }.lowercased()
                if !own.contains(address.lowercased()), !BounceText.senders.contains(local) {
                    return address
                }
            }
        }
        return nil
    }

    // MARK: - Lines

    /// The first line of a header below the explanation.
    private static func originalStart(_ lines: [Substring]) -> Int? {
        let names = ["return-path:", "received:", "message-id:", "from:", "mime-version:"]
        return lines.indices.first { index in
            let line = lines[index].prefix(20).lowercased()
            return names.contains(where: line.hasPrefix)
        }
    }

    /// Nil unless the word is an address and nothing else, "<…>" and ":" around it apart.
    private static func address(_ word: Substring) -> String? {
        var octets = Array(word.utf8)[...]
        while let last = octets.last, ">:.,;".utf8.contains(last) { octets = octets.dropLast() }
        while let first = octets.first, "<".utf8.contains(first) { octets = octets.dropFirst() }
        let isAddress = octets.allSatisfy { octet in
            octet.isLetter || octet.isDigit || octet >= 0x80
                || "!#$%&'*+-/=?^_`{|}~.@".utf8
                    .contains(octet)
        }
        let sides = octets.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard isAddress, sides.count == 2, !sides[0].isEmpty,
            sides[1].dropFirst().dropLast().contains(UInt8(ascii: "."))
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }

    private static func telling(_ lines: ArraySlice<Substring>) -> Substring? {
        lines.first(where: hasReplyCode)
            ?? lines.first { StatusText.reason(inWords: String($0)) != nil }
    }

    /// "550 5.1.1 …" and "550-…" (RFC 5321 §4.2), or a status code.
    private static func hasReplyCode(_ line: Substring) -> Bool {
        let hasReply = line.split(whereSeparator: { $0.isWhitespace || $0 == ":" || $0 == "-" })
            .contains { word in
                word.utf8.count == 3 && "45".utf8.contains(word.utf8.first ?? 0)
                    && word.utf8.allSatisfy(\.isDigit)
            }
        return hasReply || StatusText(in: String(line)) != nil
    }
}
