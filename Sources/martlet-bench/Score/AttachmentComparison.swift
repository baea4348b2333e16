/// Whether a list of attachments is the expected one, in any order.
struct AttachmentComparison {
    private let expected: [JSON]

    init(_ expected: JSON) {
        self.expected = expected.elements
    }

    func agrees(with found: JSON) -> Bool {
        var left = found.elements
        for wanted in expected {
            guard let place = left.firstIndex(where: { isSame(wanted, $0) }) else { return false }
            left.remove(at: place)
        }
        return left.isEmpty
    }

    /// What the expectation does not mention may be anything; so may the line ends of texts.
    private func isSame(_ wanted: JSON, _ found: JSON) -> Bool {
        let type = found["media_type"]?.string ?? ""
        if let name = wanted["filename"], CollapsedText(name.string ?? "") != filename(found) {
            return false
        }
        if let wantedType = wanted["content_type"]?.string, wantedType != type { return false }
        if type.hasPrefix("text/") { return true }
        if let size = wanted["size"]?.integer, size != found["size"]?.integer { return false }
        if let hash = wanted["sha256"]?.string, hash != found["sha256"]?.string { return false }
        return true
    }

    private func filename(_ found: JSON) -> CollapsedText {
        CollapsedText(found["filename"]?.string ?? "")
    }
}
