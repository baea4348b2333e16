/// Finds where one sanitised line that is too long is broken.
struct LineWrapper {
    private let columns: Int
    private let text: String
    private var lines: [Range<String.Index>] = []

    /// Where the line being filled begins, and the cells it has so far.
    private var start: String.Index
    private var width = 0
    private var border: Border?
    private var last = Kind.nothing
    /// The last character opens something, so the line does not end behind it.
    private var mayNotEnd = false

    /// The last place where the line may end: up to `end`, and the next one goes on at `resume`.
    private struct Border {
        var end: String.Index
        var resume: String.Index
        /// Cells from the start of the line to `resume`.
        var width: Int
    }

    private enum Kind {
        case nothing, blank, narrow, wide
    }

    static func wrap(_ line: TerminalText, columns: Int) -> [TerminalText] {
        ranges(of: line, columns: columns).map {
            TerminalText(sanitised: String(line.string[$0]))
        }
    }

    /// The parts of the text that become lines of their own; what lies between them is dropped.
    static func ranges(of line: TerminalText, columns: Int) -> [Range<String.Index>] {
        var wrapper = LineWrapper(line, columns: columns)
        for character in MeasuredText(wrapper.text, from: wrapper.start) {
            if character.width > columns {
                for cluster in character.clusters {
                    wrapper.add(cluster.text, width: cluster.width)
                }
            } else {
                wrapper.add(character.text, width: character.width)
            }
        }
        return wrapper.finished()
    }

    /// The same where blanks count: broken at the edge only, and nothing is dropped.
    static func rangesAtEdge(of line: TerminalText, columns: Int) -> [Range<String.Index>] {
        var lines: [Range<String.Index>] = []
        var start = line.string.startIndex
        var width = 0
        for character in MeasuredText(line.string) {
            for cluster in character.clusters {
                if width + cluster.width > columns, width > 0 {
                    lines.append(start..<cluster.text.startIndex)
                    start = cluster.text.startIndex
                    width = 0
                }
                width += cluster.width
            }
        }
        return lines + [start..<line.string.endIndex]
    }

    private init(_ line: TerminalText, columns: Int) {
        text = line.string
        let indentation = text.prefix { $0 == " " }.utf8.count
        self.columns = columns
        start = text.utf8.index(text.startIndex, offsetBy: max(0, indentation - columns / 2))
    }

    private mutating func add(_ character: Substring, width added: Int) {
        if character == " " {
            addBlank(character)
            return
        }
        let isBetweenWide = last != .nothing && last != .blank && (added > 1 || last == .wide)
        if isBetweenWide, !mayNotEnd, !LineWrapper.closing.contains(character) {
            border = Border(end: character.startIndex, resume: character.startIndex, width: width)
        }
        if width + added > columns, let border {
            emit(to: border.end)
            start = border.resume
            width -= border.width
            self.border = nil
        }
        if width + added > columns {
            emit(to: character.startIndex)
            start = character.startIndex
            width = 0
        }
        width += added
        last = added > 1 ? .wide : .narrow
        mayNotEnd = LineWrapper.opening.contains(character)
    }

    /// What does not begin a line in Japanese and Chinese (JIS X 4051, "kinsoku").
    private static let closing = characters(
        "、。，．・：；？！」』】〕〉》）］｝ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥")
    /// What does not end one.
    private static let opening = characters("「『【〔〈《（［｛")

    private static func characters(_ text: String) -> Set<Substring> {
        Set(text.map { Substring(String($0)) })
    }

    private mutating func addBlank(_ character: Substring) {
        width += 1
        guard last != .nothing else { return }
        let end = last == .blank ? border?.end : character.startIndex
        border = Border(
            end: end ?? character.startIndex, resume: character.endIndex, width: width)
        last = .blank
    }

    private mutating func emit(to end: String.Index) {
        lines.append(start..<end)
    }

    private mutating func finished() -> [Range<String.Index>] {
        let blankEnd = last == .blank || last == .nothing ? border?.end ?? start : text.endIndex
        emit(to: width > columns ? blankEnd : text.endIndex)
        return lines
    }
}
