import MIME

/// Whether what `inspect --json` says of a mail is what is expected of it.
struct FieldComparison {
    /// What `inspect --json` printed.
    let report: JSON
    /// The mail itself, for what the report does not carry.
    let message: ParsedMessage

    /// Nil where both agree, else what was found; fields nobody knows always disagree.
    func disagreement(_ field: String, _ expected: JSON) -> String? {
        let found = report[field] ?? .null
        switch field {
        case "subject", "message_id":
            return isText(expected, found, isWhole: true) ? nil : found.summary
        case "text", "html":
            return isText(expected, found, isWhole: false) ? nil : found.summary
        case "enriched":
            return isEnriched(expected) ? nil : enriched.summary
        case "date":
            return expected.string == found.string ? nil : found.summary
        case "from", "sender", "reply_to", "to", "cc", "bcc":
            return isPeople(expected, found) ? nil : found.summary
        case _ where field.hasSuffix("_addrs"):
            let people = report[String(field.dropLast("_addrs".count))] ?? .null
            return isAddresses(expected, people) ? nil : people.summary
        case "attachment_names":
            let files = report["attachments"]?.elements ?? []
            let names = files.compactMap { $0["filename"]?.string }
            let wanted = expected.elements.compactMap(\.string)
            return names.map(bytes).sorted(by: before) == wanted.map(bytes).sorted(by: before)
                ? nil : JSON.array(names.map(JSON.string)).summary
        case "attachments":
            let found = report["attachments"] ?? .null
            return AttachmentComparison(expected).agrees(with: found) ? nil : found.summary
        case "tree":
            return TreeComparison(message)
                .disagreement(expected, report["structure"] ?? .null, message.root)
        default:
            return "this field is not known"
        }
    }

    /// A reader that joins several texts must begin with the first one.
    private func isText(_ expected: JSON, _ found: JSON, isWhole: Bool) -> Bool {
        let text = CollapsedText(found.string ?? "")
        if let digest = expected["norm_sha256"]?.string {
            let length = expected["norm_chars"]?.integer ?? 0
            return (isWhole ? text : text.prefix(length)).digest == digest
        }
        let wanted = CollapsedText(expected.string ?? "")
        return isWhole || wanted.octets.isEmpty ? text == wanted : text.hasPrefix(wanted)
    }

    private func isPeople(_ expected: JSON, _ found: JSON) -> Bool {
        let wanted = expected.elements.map { [$0["name"], $0["addr"]] }
        let shown = found.elements.map { [$0["name"], $0["address"]] }
        return wanted.map { $0.map { CollapsedText($0?.string ?? "") } }
            == shown.map { $0.map { CollapsedText($0?.string ?? "") } }
    }

    private func isAddresses(_ expected: JSON, _ people: JSON) -> Bool {
        expected.elements.map { bytes(($0.string ?? "").lowercased()) }
            == people.elements.map { bytes(($0["address"]?.string ?? "").lowercased()) }
    }

    /// What is read of enriched text has no commands in angle brackets (RFC 1896).
    private func isEnriched(_ expected: JSON) -> Bool {
        var isCommand = false
        let text = (expected.string ?? "").filter { character in
            if character == "<" { isCommand = true }
            defer { if character == ">" { isCommand = false } }
            return !isCommand
        }
        return isText(.string(text), enriched, isWhole: true)
    }

    /// The first text/enriched part: `inspect` shows it only where there is no better text.
    private var enriched: JSON {
        message.root.descendants.first { $0.mediaType == "text/enriched" }
            .map { .string(message.text(of: $0)) } ?? .null
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func before(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
