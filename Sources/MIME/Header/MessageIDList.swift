/// Reads the identifiers of Message-ID, In-Reply-To, References and List-Id (RFC 5322 §3.6.4).
enum MessageIDList {
    /// What stands between angle brackets; where there are none, the words that contain "@".
    static func parse(_ octets: [UInt8], in range: Range<Int>, limit: Int) -> [String] {
        let end = min(range.upperBound, range.lowerBound + Limits.parsedFieldOctets)
        var found: [String] = []
        var index = range.lowerBound
        while found.count < limit,
            let opener = octets.firstIndex(of: UInt8(ascii: "<"), in: index..<end),
            let closer = octets.firstIndex(of: UInt8(ascii: ">"), in: opener..<end)
        {
            let identifier = text(of: octets[(opener + 1)..<closer])
            if !identifier.isEmpty { found.append(identifier) }
            index = closer + 1
        }
        if !found.isEmpty { return found }
        return octets[range.lowerBound..<end].split(whereSeparator: \.isHeaderSpace)
            .lazy.filter { $0.contains(UInt8(ascii: "@")) }.prefix(limit).map { word in
                text(of: word.filter { !"<>,;".utf8.contains($0) }[...])
            }
    }

    /// The one identifier of a field that has one, or the whole text where it has no brackets.
    static func first(_ octets: [UInt8], in range: Range<Int>) -> String? {
        if let identifier = parse(octets, in: range, limit: 1).first { return identifier }
        let whole = HeaderText.decode(octets, in: range)
        return whole.isEmpty || whole == "<>" ? nil : whole
    }

    private static func text(of octets: ArraySlice<UInt8>) -> String {
        var octets = octets
        if octets.contains(where: \.isHeaderSpace) {
            octets = octets.filter { !$0.isHeaderSpace }[...]
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
