import Console
import Mail

extension Paragraph {
    /// A typed list item with its marker taken out of the text, so that its further lines stand
    /// under the first word; itself where it is none or has no room for that.
    ///
    /// Typed as "- milk" or "12) milk". Its first line looks as before: one blank behind the marker
    /// is the marker's, more stay.
    func withMarkerApart(columns: Int) -> Paragraph {
        guard kind == .text, marker.isEmpty, indent == 0, let first = runs.first else {
            return self
        }
        let blanks = first.text.prefix { $0 == " " }
        guard let mark = Paragraph.listMarker(first.text[blanks.endIndex...]) else { return self }
        let width = blanks.utf8.count + TerminalText(String(mark)).width + 1
        guard width <= min(columns / 2, columns - 2) else { return self }
        var paragraph = self
        paragraph.marker = String(mark)
        paragraph.indent = width
        paragraph.runs[0].text = String(first.text[mark.endIndex...].dropFirst())
        return paragraph
    }

    /// One sign, or a number of up to three digits with a stop or bracket, and a blank behind it.
    private static func listMarker(_ text: Substring) -> Substring? {
        guard let blank = text.prefix(5).firstIndex(of: " ") else { return nil }
        let mark = text[..<blank]
        if mark.count == 1 { return mark.contains(where: "-*+•–·◦".contains) ? mark : nil }
        guard let last = mark.last, last == "." || last == ")" else { return nil }
        return mark.dropLast().allSatisfy { "0"..."9" ~= $0 } ? mark : nil
    }
}
