/// A text field of one line, edited with the basic keys of readline.
public struct LineEditor: Hashable, Sendable {
    /// What has been entered: a person's own text, not sanitised.
    public private(set) var text: String
    /// Characters before the cursor.
    public private(set) var cursor: Int
    /// What was killed last, for Ctrl-y.
    private var killed = ""

    /// Begins with this text and the cursor at its end.
    public init(text: String = "") {
        let allowed = text.prefix(Limits.editedCharacters).filter { !$0.isControl }
        self.text = allowed
        cursor = allowed.count
    }

    /// Nothing has been entered.
    public var isEmpty: Bool { text.isEmpty }

    /// The text before the cursor: what completion looks at.
    public var beforeCursor: Substring { text.prefix(cursor) }

    /// Edits as the key says; false when the key is none of an editor's, and nothing changed.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let pasted): insert(pasted)
        case .left, .control("b"): move(to: cursor - 1)
        case .right, .control("f"): move(to: cursor + 1)
        case .home, .control("a"): move(to: 0)
        case .end, .control("e"): move(to: text.count)
        case .alt("b"): move(to: wordStart)
        case .alt("f"): move(to: wordEnd)
        case .backspace, .control("h"): remove(cursor - 1..<cursor)
        case .delete, .control("d"): remove(cursor..<cursor + 1)
        case .control("k"): kill(cursor..<text.count)
        case .control("u"): kill(0..<cursor)
        case .control("w"): kill(blankWordStart..<cursor)
        case .alt("\u{7F}"): kill(wordStart..<cursor)
        case .alt("d"): kill(cursor..<wordEnd)
        case .control("y"): insert(killed)
        case .control("t"): transpose()
        default: return false
        }
        return true
    }

    /// Inserts at the cursor; line ends become blanks, other controls are left out.
    public mutating func insert(_ added: String) {
        let oneLine = added.split(whereSeparator: \.isNewline).joined(separator: " ")
        let room = max(0, Limits.editedCharacters - text.count)
        let allowed = oneLine.filter { !$0.isControl }.prefix(room)
        let after = text.count - cursor
        text.insert(contentsOf: allowed, at: index(cursor))
        // Counted from the end: a mark joins the character before it, and the count stays the same.
        cursor = max(0, text.count - after)
    }

    /// Replaces the text, for completion and history; the cursor goes to its end.
    public mutating func replace(with text: String) {
        let killed = killed
        self = LineEditor(text: text)
        self.killed = killed
    }
}

extension LineEditor {
    private mutating func move(to place: Int) {
        cursor = place.clamped(to: text.count)
    }

    private mutating func remove(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<text.count)
        guard !range.isEmpty else { return }
        text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
        move(to: range.lowerBound)
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = String(text[index(range.lowerBound)..<index(range.upperBound)])
        remove(range)
    }

    /// Exchanges the characters around the cursor, at the end the last two.
    private mutating func transpose() {
        var characters = Array(text)
        let second = min(cursor, characters.count - 1)
        guard second > 0 else { return }
        characters.swapAt(second - 1, second)
        text = String(characters)
        move(to: second + 1)
    }

    /// The start of the word before the cursor; a word is letters and digits.
    private var wordStart: Int {
        let before = text.prefix(cursor).reversed().drop { !$0.isWordPart }
        return before.drop(while: \.isWordPart).count
    }

    private var wordEnd: Int {
        let after = text.dropFirst(cursor).drop { !$0.isWordPart }
        return text.count - after.drop(while: \.isWordPart).count
    }

    /// The start of the word before the cursor where only blanks part words, as the shell has it.
    private var blankWordStart: Int {
        let before = text.prefix(cursor).reversed().drop { $0 == " " }
        return before.drop { $0 != " " }.count
    }

    private func index(_ offset: Int) -> String.Index {
        text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber }
}
