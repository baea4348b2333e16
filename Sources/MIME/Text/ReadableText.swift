import Mail

/// What a person reads of a message, and where it came from.
public struct ReadableText: Hashable, Sendable {
    public enum Source: String, Hashable, Sendable {
        case plain, html, none
    }

    /// The text without any layout, for scripts and searching; lines end in LF.
    ///
    /// Of plain parts it is exactly what they say.
    public var text: String
    /// `.html` when any of it was made from HTML.
    public var source: Source
    /// The form that can be had instead; nil where there is only one.
    public var otherSource: Source?
    /// What the first text was decoded from, by the name that mail uses; empty without a text.
    public var charset: String
    /// The same text in pieces that can be laid out for any width.
    public var reading: ReadingText
    /// Images that a browser would have fetched; nothing is ever loaded.
    public var hiddenRemoteImages: Int
    /// Texts that a browser would not have shown.
    public var hiddenTexts: Int

    public init(
        text: String = "", source: Source = .none, otherSource: Source? = nil,
        charset: String = "", reading: ReadingText = ReadingText(), hiddenRemoteImages: Int = 0,
        hiddenTexts: Int = 0
    ) {
        self.text = text
        self.source = source
        self.otherSource = otherSource
        self.charset = charset
        self.reading = reading
        self.hiddenRemoteImages = hiddenRemoteImages
        self.hiddenTexts = hiddenTexts
    }

    /// Several texts follow each other, each a document of its own, so that an open tag or quote in
    /// one never takes in the next.
    mutating func append(_ next: ReadableText) {
        if source != .html { source = next.source }
        if charset.isEmpty { charset = next.charset }
        hiddenRemoteImages += next.hiddenRemoteImages
        hiddenTexts += next.hiddenTexts
        if !text.isEmpty, !next.text.isEmpty { text += text.hasSuffix("\n") ? "\n" : "\n\n" }
        text += next.text
        reading.append(next.reading)
    }
}

extension ParsedMessage {
    /// The text to read by rule.
    public var readable: ReadableText { readable() }

    /// The text to read: plain where there is plain text that says something, else made from HTML.
    public func readable(_ wish: ReadingWish = ReadingWish()) -> ReadableText {
        let root: Part
        if let number = wish.part {
            guard let part = part(numbered: number) else { return ReadableText() }
            if part.isMessage, part.children.isEmpty, let enclosed = message(in: part) {
                return enclosed.readable(
                    ReadingWish(
                        form: wish.form, charset: wish.charset, likelyCharset: wish.likelyCharset))
            }
            root = part.isMessage ? part.children.first ?? part : part
            if !root.isMultipart, !root.isReadable { return readableAlone(root, wish) }
        } else {
            root = self.root
        }
        let choice = TextChoice(self, root)
        let parts = choice.parts(wish.form)
        var result = ReadableText()
        for part in parts { result.append(readable(part, wish)) }
        result.otherSource = choice.otherSource(than: parts)
        return result
    }

    /// The HTML as it came, decoded; nil when the message has none to read.
    public var html: String? {
        root.leaves.first { $0.isHTML && $0.isReadable }.map { text(of: $0) }
    }

    /// The beginning of the text, without layout, for ``preview``.
    func previewSource(limit: Int) -> String {
        var text = ""
        for part in TextChoice(self, root).parts(.byRule) {
            guard text.utf8.count < limit else { break }
            let decoded = self.text(of: part, limit: limit)
            let next =
                part.isHTML
                ? HTMLReader.read(decoded.utf8, isPreview: true).reading.flat : decoded
            if !text.isEmpty, !next.isEmpty { text += "\n\n" }
            text += next
        }
        return text
    }

    private func readable(_ part: Part, _ wish: ReadingWish) -> ReadableText {
        let decoded = decodedText(of: part, wish)
        guard part.isHTML else {
            let plain = PlainTextReader.read(decoded.text, PlainTextForm(of: part))
            return ReadableText(
                text: plain.text, source: .plain, charset: decoded.charset.label,
                reading: plain.reading)
        }
        let page = HTMLReader.read(decoded.text.utf8)
        return ReadableText(
            text: page.reading.flat, source: .html, charset: decoded.charset.label,
            reading: page.reading, hiddenRemoteImages: page.remoteImages,
            hiddenTexts: page.hiddenTexts)
    }

    /// A part that is not shown in its message, but that the person wants to read.
    private func readableAlone(_ part: Part, _ wish: ReadingWish) -> ReadableText {
        let start = decodedOctets(of: part, limit: Limits.previewSourceOctets)
        let isText = part.contentType.type == "text" || !start.contains(0)
        return isText ? readable(part, wish) : ReadableText()
    }
}
