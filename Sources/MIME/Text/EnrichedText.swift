import Mail

/// Reads text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341 §7.1.3).
struct EnrichedText {
    private let octets: [UInt8]
    private let isOld: Bool
    private var blocks: [ReadingBlock] = []
    private var runs: [TextRun] = []
    private var pending: [UInt8] = []
    /// How often each of the looks, and each state, is open.
    private var open: [String: Int] = [:]

    static func read(_ octets: [UInt8], isOld: Bool) -> ReadingText {
        var reader = EnrichedText(octets: octets, isOld: isOld)
        reader.read()
        return ReadingText(reader.blocks)
    }

    private init(octets: [UInt8], isOld: Bool) {
        self.octets = octets
        self.isOld = isOld
    }

    private mutating func read() {
        var index = 0
        while index < octets.count, blocks.count < Limits.textBlocks {
            switch octets[index] {
            case UInt8(ascii: "<"):
                index = readCommand(at: index)
            case .lineFeed:
                index = readLineEnds(at: index)
            default:
                append(octets[index])
                index += 1
            }
        }
        if !pending.isEmpty || !runs.isEmpty { endParagraph() }
        while case .paragraph(let last)? = blocks.last, last.runs.isEmpty { blocks.removeLast() }
    }

    private mutating func append(_ octet: UInt8) {
        guard !isOpen("param"), !isOpen("comment") else { return }
        pending.append(octet)
    }

    /// One line end is a blank, of several each but the first counts; in nofill each counts.
    private mutating func readLineEnds(at start: Int) -> Int {
        var end = start
        while end < octets.count, octets[end] == .lineFeed { end += 1 }
        if isOpen("nofill") {
            for _ in start..<end { endParagraph() }
        } else if end - start == 1 || isOld {
            append(.space)
        } else {
            for _ in (start + 1)..<end { endParagraph() }
        }
        return end
    }

    /// A command, or "<<" and what looks like neither, which stand for themselves.
    private mutating func readCommand(at start: Int) -> Int {
        var index = start + 1
        if !isOld, index < octets.count, octets[index] == UInt8(ascii: "<") {
            append(octets[start])
            return index + 1
        }
        let isClosing = index < octets.count && octets[index] == UInt8(ascii: "/")
        if isClosing { index += 1 }
        let name = octets[index...].prefix(61).prefix { $0.isLetter || $0.isDigit || $0 == 0x2D }
        guard !name.isEmpty, name.endIndex < octets.count, octets[name.endIndex] == 0x3E else {
            append(octets[start])
            return start + 1
        }
        command(name.lowercasedText, isClosing)
        return name.endIndex + 1
    }

    private mutating func command(_ name: String, _ isClosing: Bool) {
        switch name {
        case "lt": append(UInt8(ascii: "<"))
        case "nl", "np": if isOld { endParagraph() }
        case "paragraph" where isOld: endParagraph()
        case "excerpt", "center", "flushleft", "flushright", "flushboth", "nofill", "paraindent":
            if !pending.isEmpty || !runs.isEmpty { endParagraph() }
            change(name, isClosing)
        default:
            flush()
            change(name, isClosing)
        }
    }

    private mutating func change(_ name: String, _ isClosing: Bool) {
        guard EnrichedText.known.contains(name) else { return }
        let count = open[name] ?? 0
        open[name] = isClosing ? max(0, count - 1) : min(count + 1, Limits.quoteDepth)
    }

    private func isOpen(_ name: String) -> Bool { open[name] ?? 0 > 0 }

    private var look: TextRun.Look {
        var look: TextRun.Look = []
        if isOpen("bold") { look.insert(.strong) }
        if isOpen("italic") || isOpen("underline") { look.insert(.emphasised) }
        if isOpen("fixed") { look.insert(.code) }
        return look
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        runs.append(TextRun(String(decoding: pending, as: UTF8.self), look: look))
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func endParagraph() {
        flush()
        let kind: Paragraph.Kind = isOpen("nofill") ? .fixed : .text
        blocks.append(
            .paragraph(Paragraph(runs, kind: kind, quoteDepth: open["excerpt"] ?? 0)))
        runs.removeAll()
    }

    private static let known: Set<String> = [
        "bold", "italic", "underline", "fixed", "nofill", "param", "comment", "excerpt",
    ]
}
