import MIME

/// Whether the parts of a mail are the expected ones, down to the octets of each leaf.
struct TreeComparison {
    private let message: ParsedMessage

    init(_ message: ParsedMessage) {
        self.message = message
    }

    /// The first difference, depth first; nil where there is none.
    ///
    /// `found` and `part` are the same node, as `inspect` printed it and as the parser gives it.
    func disagreement(_ expected: JSON, _ found: JSON, _ part: Part) -> String? {
        let type = found["media_type"]?.string ?? ""
        if let wanted = expected["content_type"]?.string, wanted != type {
            return "\(wanted) is \(type)"
        }
        let wanted = expected["children"]?.elements ?? []
        let parts = found["parts"]?.elements ?? []
        guard wanted.count == parts.count, parts.count == part.children.count else {
            return "\(type) has \(parts.count) parts, not \(wanted.count)"
        }
        for (index, child) in wanted.enumerated() {
            if let fault = disagreement(child, parts[index], part.children[index]) { return fault }
        }
        return wanted.isEmpty ? contentDisagreement(expected, part) : nil
    }

    /// Texts may have either kind of line end.
    private func contentDisagreement(_ expected: JSON, _ part: Part) -> String? {
        guard let hash = expected["sha256"]?.string else { return nil }
        let octets = message.decodedOctets(of: part)
        var forms = [octets]
        if part.mediaType.hasPrefix("text/") {
            let short = TreeComparison.withoutCarriageReturns(octets)
            forms += [short, short.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }]
        }
        if forms.contains(where: { SHA256.digest(of: $0).description == hash }) { return nil }
        return "\(part.mediaType) has \(octets.count) other octets, not \(expected.summary)"
    }

    private static func withoutCarriageReturns(_ octets: [UInt8]) -> [UInt8] {
        var short: [UInt8] = []
        for (index, octet) in octets.enumerated() {
            let isBeforeLineFeed = octets.dropFirst(index + 1).first == 0x0A
            if octet != 0x0D || !isBeforeLineFeed { short.append(octet) }
        }
        return short
    }
}
