extension ParsedMessage {
    /// The first words of the text for a list: one line, quotes and their introduction left out.
    ///
    /// Looks at the beginning of each text part only, so it costs the same for any message.
    public var preview: String {
        Preview.text(of: previewSource(limit: Limits.previewSourceOctets))
    }
}

enum Preview {
    /// Most texts say enough in their first lines; only where they do not is more looked at.
    static func text(of text: String) -> String {
        let short = preview(of: text.utf8.prefix(Limits.previewFirstOctets))
        let isEnough =
            short.count >= Limits.previewCharacters - 1
            || text.utf8.count <= Limits.previewFirstOctets
        return isEnough ? short : preview(of: text.utf8.prefix(Limits.previewSourceOctets))
    }

    private static func preview(of source: Substring.UTF8View) -> String {
        let lines =
            source.split(separator: UInt8.lineFeed, omittingEmptySubsequences: true)
            .filter { line in !line.allSatisfy(\.isHeaderSpace) }
        var own: [Substring.UTF8View] = []
        for line in lines {
            if line.elementsEqual("-- ".utf8) { break }
            if line.first == UInt8(ascii: ">") {
                // "On Monday Alice wrote:" just above a quotation says nothing without it.
                if own.last?.last(where: { !$0.isHeaderSpace }) == UInt8(ascii: ":") {
                    own.removeLast()
                }
            } else {
                own.append(line)
            }
        }
        let kept = own.isEmpty ? lines.map { $0.drop { $0 == UInt8(ascii: ">") } } : own
        return collapsed(kept.lazy.map { Substring($0) }.joined(separator: " "))
    }

    /// One blank for any run of white space; what cannot be seen is dropped.
    private static func collapsed(_ text: String) -> String {
        var output = ""
        var count = 0
        var needsSpace = false
        for character in text {
            if character.isWhitespace {
                needsSpace = !output.isEmpty
            } else if !isInvisible(character) {
                let added = needsSpace ? 2 : 1
                guard count + added <= Limits.previewCharacters else { break }
                if needsSpace { output.append(" ") }
                output.append(character)
                count += added
                needsSpace = false
            }
        }
        return output
    }

    /// Padding that newsletters put behind their first line.
    private static func isInvisible(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
    }
}
