/// One line of text whose pieces may look different, sanitised as the one text it is.
///
/// What a tag means is the caller's matter. A character that reaches from one piece into the next,
/// such as a picture and the joiner behind it, goes to the first of them whole, so that pieces drawn
/// side by side show what the line as a whole would show.
public struct TaggedText: Hashable, Sendable {
    /// Characters with one tag.
    public struct Piece: Hashable, Sendable {
        public let text: TerminalText
        public let tag: UInt8
    }

    /// From left to right, none of them empty.
    public private(set) var pieces: [Piece] = []
    /// Cells it takes.
    public private(set) var width = 0

    /// Cleans pieces from anywhere; TAB goes on to the next multiple of 8 columns.
    public init(_ parts: [(text: String, tag: UInt8)] = []) {
        for part in TaggedText.parted(parts) {
            append(TerminalText(expandingTabs: part.text[...], from: width), tag: part.tag)
        }
    }

    /// Text that is clean already, all with one tag.
    public init(_ text: TerminalText, tag: UInt8 = 0) {
        append(text, tag: tag)
    }

    public var isEmpty: Bool { pieces.isEmpty }

    /// The whole line.
    public var text: TerminalText {
        guard let first = pieces.first, pieces.count > 1 else {
            return pieces.first?.text ?? ""
        }
        return TerminalText(
            sanitised: pieces.dropFirst().reduce(into: first.text.string) { $0 += $1.text.string })
    }

    /// The two lines in one; what stands at their border must not join, as a blank does not.
    public static func + (left: TaggedText, right: TaggedText) -> TaggedText {
        var sum = left
        for piece in right.pieces { sum.append(piece.text, tag: piece.tag) }
        return sum
    }

    private mutating func append(_ text: TerminalText, tag: UInt8) {
        guard !text.isEmpty else { return }
        width += text.width
        if let last = pieces.last, last.tag == tag {
            pieces[pieces.count - 1] = Piece(text: last.text + text, tag: tag)
        } else {
            pieces.append(Piece(text: text, tag: tag))
        }
    }

    /// The parts with their borders between characters.
    private static func parted(
        _ parts: [(text: String, tag: UInt8)]
    ) -> [(text: String, tag: UInt8)] {
        var result: [(text: String, tag: UInt8)] = []
        for part in parts {
            var rest = part.text[...]
            while let first = rest.first, let before = result.last?.text,
                !isBorder(between: before, first)
            {
                result[result.count - 1].text.append(first)
                rest = rest.dropFirst()
            }
            if let last = result.last, last.tag == part.tag {
                result[result.count - 1].text += rest
            } else if !rest.isEmpty {
                result.append((String(rest), part.tag))
            }
        }
        return result
    }

    /// Only the end of the text before is looked at, so that a flood of marks costs no more than text.
    private static func isBorder(between before: String, _ right: Character) -> Bool {
        if right.utf8.first.map({ $0 < 0x80 }) == true { return true }
        let end = before.unicodeScalars.suffix(scalarsLookedAt)
        let both = String(end) + String(right)
        return both.last == right
    }

    /// Even, so that the two halves of flags stay together.
    private static let scalarsLookedAt = 16
}

extension TaggedText {
    /// How a line that is too long is broken.
    public enum Breaking: Sendable {
        /// At word borders, which drop their blanks.
        case words
        /// At the edge only, as blanks count.
        case edge
    }

    /// The line in lines of at most `columns` cells; fewer than 2 count as 2.
    public func wrapped(columns: Int, breaking: Breaking = .words) -> [TaggedText] {
        let columns = max(2, columns)
        guard width > columns else { return [self] }
        let whole = text
        let ranges =
            switch breaking {
            case .words: LineWrapper.ranges(of: whole, columns: columns)
            case .edge: LineWrapper.rangesAtEdge(of: whole, columns: columns)
            }
        return slices(of: whole.string, ranges)
    }

    /// The same line where these octets of ``text`` have other tags.
    public func retagged(
        _ ranges: [Range<Int>], _ change: (UInt8) -> UInt8
    ) -> TaggedText {
        let octets = text.string.utf8.count
        var borders = [0, octets]
        for range in ranges { borders += [range.lowerBound, range.upperBound] }
        borders = borders.map { min(max(0, $0), octets) }.sorted()
        var result = TaggedText()
        for (start, end) in zip(borders, borders.dropFirst()) where start < end {
            let isChanged = ranges.contains { $0.contains(start) }
            for piece in pieces(inOctets: start..<end) {
                result.append(piece.text, tag: isChanged ? change(piece.tag) : piece.tag)
            }
        }
        return result
    }

    private func pieces(inOctets wanted: Range<Int>) -> [Piece] {
        var offset = 0
        var result: [Piece] = []
        for piece in pieces {
            let octets = piece.text.string.utf8
            let start = max(wanted.lowerBound - offset, 0)
            let end = min(wanted.upperBound - offset, octets.count)
            if start < end { result.append(piece.slice(start..<end)) }
            offset += octets.count
        }
        return result
    }

    /// Ranges of the whole text, from left to right, each as a line of its own.
    private func slices(of whole: String, _ ranges: [Range<String.Index>]) -> [TaggedText] {
        var number = 0
        var offset = 0
        return ranges.map { range in
            let start = whole.utf8.distance(from: whole.startIndex, to: range.lowerBound)
            let end = whole.utf8.distance(from: whole.startIndex, to: range.upperBound)
            var line = TaggedText()
            while number < pieces.count {
                let count = pieces[number].text.string.utf8.count
                let first = max(0, start - offset)
                let last = min(count, end - offset)
                if first < last {
                    let piece = pieces[number].slice(first..<last)
                    line.append(piece.text, tag: piece.tag)
                }
                guard offset + count <= end else { break }
                offset += count
                number += 1
            }
            return line
        }
    }
}

extension TaggedText.Piece {
    /// Some octets of the piece; cleaned again, in case a character was cut.
    fileprivate func slice(_ octets: Range<Int>) -> TaggedText.Piece {
        let utf8 = text.string.utf8
        guard octets != 0..<utf8.count else { return self }
        let start = utf8.index(utf8.startIndex, offsetBy: octets.lowerBound)
        let end = utf8.index(start, offsetBy: octets.count)
        return TaggedText.Piece(text: TerminalText(String(text.string[start..<end])), tag: tag)
    }
}

extension Canvas {
    /// Draws a line in pieces, each in the style of its tag; returns the cells it took.
    @discardableResult
    public mutating func write(
        _ text: TaggedText, at start: Point, columns: Int = .max, style: (UInt8) -> Style
    ) -> Int {
        var used = 0
        for piece in text.pieces where used < columns {
            used += write(
                piece.text, at: Point(column: start.column.adding(used), row: start.row),
                columns: columns - used, style: style(piece.tag))
        }
        return used
    }
}
