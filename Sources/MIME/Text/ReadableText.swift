/// What a person reads of a message, and where it came from.
public struct ReadableText: Hashable, Sendable {
    public enum Source: String, Hashable, Sendable {
        case plain, html, none
    }

    /// Lines end in LF.
    public var text: String
    /// `.html` when any of it was made from HTML.
    public var source: Source
    /// Images that a browser would have fetched; nothing is ever loaded.
    public var hiddenRemoteImages: Int

    public init(text: String, source: Source, hiddenRemoteImages: Int = 0) {
        self.text = text
        self.source = source
        self.hiddenRemoteImages = hiddenRemoteImages
    }
}

extension ParsedMessage {
    /// The text to read: plain where there is plain text, else made from HTML.
    ///
    /// Several text parts follow each other. Each is a document of its own, so that an open tag or
    /// quote in one never takes in the next.
    public var readable: ReadableText {
        readable(limit: .max, isPreview: false)
    }

    /// The HTML as it came, decoded; nil when the message has none to read.
    public var html: String? {
        root.leaves.first { $0.isHTML && $0.isReadable }.map { text(of: $0) }
    }

    func readable(limit: Int, isPreview: Bool) -> ReadableText {
        var parts = root.readableParts
        if parts.allSatisfy({ isBlank($0) }),
            let html = root.leaves.first(where: { $0.isHTML && $0.isReadable })
        {
            // An empty plain alternative beside a real HTML one.
            parts = [html]
        }
        var result = ReadableText(text: "", source: .none)
        for part in parts {
            let text: String
            if part.isHTML {
                var renderer = HTMLRenderer(isPreview: isPreview)
                text = renderer.render(self.text(of: part, limit: limit))
                result.hiddenRemoteImages += renderer.remoteImages
                result.source = .html
            } else {
                text = self.text(of: part, limit: limit)
                if result.source == .none { result.source = .plain }
            }
            if !result.text.isEmpty, !text.isEmpty {
                result.text += result.text.hasSuffix("\n") ? "\n" : "\n\n"
            }
            result.text += text
        }
        return result
    }

    private func isBlank(_ part: Part) -> Bool {
        octets[part.body].allSatisfy(\.isHeaderSpace)
    }
}
