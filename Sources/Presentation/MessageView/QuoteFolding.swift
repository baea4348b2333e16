import Console
import Mail

/// Shortens quotations to the lines that remind of them.
enum QuoteFolding {
    static func folded(_ lines: [MessageLine], wish: LayoutWish) -> [MessageLine] {
        let own = lines.contains { $0.quoteDepth == 0 && !$0.body.isEmpty }
        guard wish.folding != .none, own else { return lines }
        var result: [MessageLine] = []
        var quoted: [MessageLine] = []
        for line in lines {
            if line.quoteDepth > 0 {
                quoted.append(line)
                continue
            }
            result += shortened(quoted, wish: wish)
            quoted = []
            result.append(line)
        }
        return result + shortened(quoted, wish: wish)
    }

    private static func shortened(
        _ lines: [MessageLine], wish: LayoutWish
    ) -> [MessageLine] {
        let limit = wish.folding == .all ? 0 : Limits.quotedLines
        guard lines.count > limit else { return lines }
        let kept = wish.folding == .all ? 0 : Limits.linesOfFoldedQuote
        let count = counted(lines.count - kept, "quoted line")
        let key = wish.folding == .long ? wish.keys.unfold : nil
        let hint = key.map { "; \($0) unfolds" } ?? ""
        let note = TaggedText("[+ \(count)\(hint)]").wrapped(columns: wish.readableColumns)
        return lines.prefix(kept)
            + note.map { MessageLine(kind: .note, body: $0, block: lines[kept].block) }
    }
}
