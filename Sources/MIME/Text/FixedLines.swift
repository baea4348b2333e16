/// Lines whose blanks and ends mean something: patches, program text, tables, drawings.
struct FixedLines {
    let octets: [UInt8]
    let lines: [PlainLine]

    /// Where the fixed text that begins in line `index` ends; nil where none does.
    func end(from index: Int) -> Int? {
        if isPatchStart(index) { return patchEnd(from: index) }
        if let end = enclosedEnd(from: index) { return end }
        if isDrawn(index) { return index + 1 }
        if hasGap(index), index > 0 && hasGap(index - 1) || hasGap(index + 1) { return index + 1 }
        return indentedEnd(from: index)
    }

    private func content(_ index: Int) -> ArraySlice<UInt8> {
        lines.indices.contains(index) ? octets[lines[index].content] : []
    }

    private func starts(_ index: Int, _ prefix: [UInt8]) -> Bool {
        lines.indices.contains(index) && lines[index].content.count >= prefix.count
            && octets.hasPrefix(prefix, at: lines[index].content.lowerBound)
    }

    // MARK: - Patches

    private func isPatchStart(_ index: Int) -> Bool {
        starts(index, Prefix.git) || starts(index, Prefix.hunk) && Hunk(content(index)) != nil
            || starts(index, Prefix.old) && starts(index + 1, Prefix.new)
            || starts(index, Prefix.index) && starts(index + 1, Prefix.ruler)
    }

    private func patchEnd(from start: Int) -> Int {
        let depth = lines[start].depth
        var index = start
        while index < lines.count, lines[index].depth == depth {
            if let hunk = Hunk(content(index)) {
                index = hunkEnd(from: index + 1, hunk, depth)
            } else if Prefix.patchHeaders.contains(where: { starts(index, $0) }) {
                index += 1
            } else {
                break
            }
        }
        return max(index, start + 1)
    }

    /// The numbers of a hunk say which lines belong to it, so that a signature below is none.
    private func hunkEnd(from start: Int, _ hunk: Hunk, _ depth: Int) -> Int {
        var old = hunk.old
        var new = hunk.new
        var index = start
        while index < lines.count, lines[index].depth == depth {
            let first = content(index).first
            if first == UInt8(ascii: "\\") {
                index += 1
                continue
            }
            guard old > 0 || new > 0 else { break }
            switch first {
            case UInt8(ascii: "-"): old -= 1
            case UInt8(ascii: "+"): new -= 1
            case .space?, .tab?, nil:
                old -= 1
                new -= 1
            default: return index
            }
            index += 1
        }
        return index
    }

    // MARK: - Between two lines

    private func enclosedEnd(from start: Int) -> Int? {
        let closer: [UInt8]
        if starts(start, Prefix.fence) {
            closer = Prefix.fence
        } else if starts(start, Prefix.armour) {
            if starts(start, Prefix.signedMessage) { return start + 1 }
            closer = Prefix.armourEnd
        } else {
            return nil
        }
        let last = min(start + Limits.enclosedLines, lines.count)
        for index in (start + 1)..<max(start + 1, last) {
            guard lines[index].depth == lines[start].depth else { return nil }
            if starts(index, closer) { return index + 1 }
        }
        return nil
    }

    // MARK: - Tables and drawings

    private func isDrawn(_ index: Int) -> Bool {
        let line = content(index).trimmed
        guard line.count >= 3, line.count <= 1_000, let first = line.first, let last = line.last
        else { return false }
        let bar = UInt8(ascii: "|")
        if first == bar, last == bar { return line.dropFirst().dropLast().contains(bar) }
        if first == UInt8(ascii: "+"), last == first {
            return line.allSatisfy { "+-=".utf8.contains($0) }
        }
        if isStatistic(line) { return true }
        return hasBoxes(line) || gaps(line) >= 2
    }

    /// A line of `git diff --stat`: " Sources/a.swift | 12 ++--".
    private func isStatistic(_ line: ArraySlice<UInt8>) -> Bool {
        guard let bar = line.lastIndex(of: UInt8(ascii: "|")), line[..<bar].last == .space else {
            return false
        }
        let rest = line[(bar + 1)...].trimmed
        let signs = rest.drop { $0.isDigit }
        return signs.count < rest.count && signs.first == .space
            && signs.allSatisfy { " +-".utf8.contains($0) }
    }

    /// At least two of U+2500 to U+259F.
    private func hasBoxes(_ line: ArraySlice<UInt8>) -> Bool {
        var count = 0
        for index in line.indices.dropLast(2) where line[index] == 0xE2 {
            let isBox = (0x94...0x96).contains(line[index + 1])
            if isBox, line[index + 1] < 0x96 || line[index + 2] < 0xA0 { count += 1 }
        }
        return count >= 2
    }

    private func hasGap(_ index: Int) -> Bool {
        let line = content(index)
        return line.count <= 1_000 && gaps(line.trimmed) > 0
    }

    /// Runs of three blanks and more, or tabs, between words.
    private func gaps(_ line: ArraySlice<UInt8>) -> Int {
        var count = 0
        var run = 0
        for octet in line {
            if octet == .space {
                run += 1
            } else if octet == .tab {
                run += 3
            } else {
                if run >= 3 { count += 1 }
                run = 0
            }
        }
        return count
    }

    // MARK: - Indented

    /// At least two lines that stand in four columns, with blank lines between them or not.
    private func indentedEnd(from start: Int) -> Int? {
        guard isIndented(start) else { return nil }
        var end = start + 1
        var count = 1
        var index = end
        while index < lines.count, lines[index].depth == lines[start].depth {
            if isIndented(index) {
                count += 1
                end = index + 1
            } else if !content(index).allSatisfy(\.isBlank) || index - end >= 2 {
                break
            }
            index += 1
        }
        return count >= 2 ? end : nil
    }

    private func isIndented(_ index: Int) -> Bool {
        let line = content(index)
        let isIn = line.first == .tab || starts(index, Prefix.indent)
        return isIn && !line.allSatisfy(\.isBlank)
    }
}

private enum Prefix {
    static let git = Array("diff --git ".utf8)
    static let hunk = Array("@@ -".utf8)
    static let old = Array("--- ".utf8)
    static let new = Array("+++ ".utf8)
    static let index = Array("Index: ".utf8)
    static let ruler = Array("=====".utf8)
    static let fence = Array("```".utf8)
    static let armour = Array("-----BEGIN PGP ".utf8)
    static let signedMessage = Array("-----BEGIN PGP SIGNED".utf8)
    static let armourEnd = Array("-----END PGP ".utf8)
    static let indent = Array("    ".utf8)
    static let patchHeaders = [
        "diff --git ", "diff -", "--- ", "+++ ", "index ", "Index: ", "=====", "new file mode ",
        "deleted file mode ", "old mode ", "new mode ", "similarity index ", "rename from ",
        "rename to ", "copy from ", "copy to ", "Binary files ",
    ].map { Array($0.utf8) }
}

/// The numbers of "@@ -1,5 +1,7 @@".
private struct Hunk {
    var old = 1
    var new = 1

    init?(_ line: ArraySlice<UInt8>) {
        guard line.starts(with: Prefix.hunk) else { return nil }
        let words = line.prefix(80).split(separator: .space)
        guard words.count >= 4, words[2].first == UInt8(ascii: "+"),
            words[3].starts(with: Array("@@".utf8)),
            let old = Hunk.length(words[1]), let new = Hunk.length(words[2])
        else { return nil }
        self.old = old
        self.new = new
    }

    /// Of "-12,5" the 5; 1 where only the place is given.
    private static func length(_ word: ArraySlice<UInt8>) -> Int? {
        let numbers = word.dropFirst().split(separator: UInt8(ascii: ","))
        let values = numbers.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard values.count == numbers.count, let first = values.first, first >= 0 else {
            return nil
        }
        return values.count > 1 ? values[1] : 1
    }
}
