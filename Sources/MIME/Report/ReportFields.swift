/// One group of fields of a report (RFC 3464 §2.1), decoded.
struct ReportFields {
    private struct Field {
        /// In lower case.
        let name: String
        let value: String
    }

    private var fields: [Field] = []

    /// The first field of that name (in lower case) that says something.
    subscript(name: String) -> String? {
        fields.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    var isEmpty: Bool { fields.isEmpty }

    /// The value of `type; value`, such as the address of `rfc822; bob@example.org`.
    func typed(_ name: String) -> String? {
        self[name].map { text in
            guard let semicolon = text.firstIndex(of: ";") else { return text }
            return String(text[text.index(after: semicolon)...].drop { $0.isWhitespace })
        }
    }

    /// The groups, which empty lines divide.
    static func groups(in octets: [UInt8]) -> [ReportFields] {
        let end: UInt8 = octets.contains(.lineFeed) ? .lineFeed : .carriageReturn
        var groups: [ReportFields] = []
        var position = 0
        while position < octets.count, groups.count < Limits.reportGroups {
            var scanner = HeaderScanner(octets, in: position..<octets.count, lineEnd: end)
            var group = ReportFields()
            while let field = scanner.next() {
                group.fields.append(
                    Field(
                        name: octets[field.name].lowercasedText,
                        value: HeaderText.decode(octets, in: field.body)))
            }
            if !group.isEmpty { groups.append(group) }
            // A line that is no field stops the scanner where it stands.
            let next = scanner.bodyStart
            position =
                next > position
                ? next
                : octets.firstIndex(of: end, in: position..<octets.count).map { $0 + 1 }
                    ?? octets.count
        }
        return groups
    }
}
