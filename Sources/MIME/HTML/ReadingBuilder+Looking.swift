import Mail

// MARK: - Looking back

extension ReadingBuilder {
    /// What was written for a link that began in the block `start` at the octet `offset`.
    func text(of link: Int, from start: Int, offset: Int) -> String {
        if blocks.count == start {
            return String(decoding: octets[min(offset, octets.count)...], as: UTF8.self)
        }
        var text = ""
        for block in blocks[min(start, blocks.count)...] {
            guard case .paragraph(let paragraph) = block, text.utf8.count < 1_000 else { continue }
            for run in paragraph.runs where run.link == link && !run.look.contains(.added) {
                text += run.text
            }
            if !text.isEmpty { text += " " }
        }
        for (index, run) in runs.enumerated() where run.link == link {
            let end = index + 1 < runs.count ? runs[index + 1].start : octets.count
            text += String(decoding: octets[run.start..<end], as: UTF8.self)
        }
        return text
    }

    /// Takes who wrote a quotation out of it, where its first line says so.
    mutating func liftAttribution(from start: Int) {
        for index in blocks.indices.dropFirst(start).prefix(3) {
            guard case .paragraph(var paragraph) = blocks[index] else { return }
            guard !paragraph.runs.isEmpty else { continue }
            let text = paragraph.text
            guard text.endsInColon, text.utf8.contains(where: \.isDigit) else { return }
            paragraph.kind = .attribution
            paragraph.quoteDepth = max(0, paragraph.quoteDepth - 1)
            blocks[index] = .paragraph(paragraph)
            if index + 1 < blocks.count, blocks[index + 1].isEmptyLine {
                blocks.remove(at: index + 1)
            }
            return
        }
    }

    /// How many paragraphs at or behind `start` begin with a name and a colon.
    func fields(from start: Int) -> Int {
        blocks[min(start, blocks.count)...].prefix(12).count { block in
            guard case .paragraph(let paragraph) = block else { return false }
            return paragraph.text.utf8.prefix(24).contains(UInt8(ascii: ":"))
        }
    }

    mutating func setKind(_ kind: Paragraph.Kind, from start: Int) {
        for index in blocks.indices.dropFirst(start) {
            guard case .paragraph(var paragraph) = blocks[index], !paragraph.runs.isEmpty else {
                continue
            }
            paragraph.kind = kind
            blocks[index] = .paragraph(paragraph)
        }
    }

    /// "-- " begins a signature as in plain mail; trackers write "—" there.
    mutating func noteSignature() {
        if octets.count <= 3, octets.starts(with: "--".utf8) || octets == Array("—".utf8),
            octets.count < 3 || octets[2] != UInt8(ascii: "-")
        {
            signature = (head.quoteDepth, ReadingBuilder.signatureLines)
            head.kind = .signature
        } else if let (depth, lines) = signature {
            signature = depth == head.quoteDepth && lines > 0 ? (depth, lines - 1) : nil
            if signature != nil { head.kind = .signature }
        }
    }

    private static let signatureLines = 12
}

// MARK: - Markers that stand in the text

extension ReadingBuilder {
    /// Takes "·     Text" of a word processor apart, and "• Text" of everybody.
    mutating func liftMarker() {
        guard head.marker.isEmpty, let length = markerLength() else {
            if listLevel > 0 { head.indent += 2 * listLevel }
            return
        }
        let written = String(decoding: octets[..<length], as: UTF8.self)
        var rest = length
        while rest < octets.count, octets[rest] == .space { rest += 1 }
        octets.removeFirst(rest)
        for index in runs.indices { runs[index].start = max(0, runs[index].start - rest) }
        head.marker = ReadingBuilder.markers[written] ?? written
        head.indent += 2 * max(1, listLevel) + ReadingBuilder.width(of: head.marker)
    }

    private func markerLength() -> Int? {
        // Outside of such a list, only signs beyond ASCII are markers.
        guard listLevel > 0 || octets[0] >= 0x80,
            let end = octets.prefix(8).firstIndex(of: .space), end + 1 < octets.count
        else { return nil }
        let first = String(decoding: octets[..<end], as: UTF8.self)
        if listLevel > 0 {
            let isNumber = first.last.map { ".)".contains($0) } ?? false
            return isNumber || ReadingBuilder.markers[first] != nil ? end : nil
        }
        return first == "•" || first == "·" || first == "\u{F0B7}" ? end : nil
    }

    /// Symbol fonts draw their bullets where other letters are.
    private static let markers = [
        "·": "•", "•": "•", "\u{F0B7}": "•", "o": "◦", "§": "–", "\u{F0A7}": "–", "-": "–",
        "–": "–", "à": "→", "ü": "✓", "v": "–", "Ø": "–", "\u{F0D8}": "–",
    ]
}
