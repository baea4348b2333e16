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
        let octets = Array(text.utf8)
        let short = preview(of: beginning(of: octets, Limits.previewFirstOctets))
        let isEnough =
            short.count >= Limits.previewCharacters - 1
            || octets.count <= Limits.previewFirstOctets
        return isEnough ? short : preview(of: beginning(of: octets, Limits.previewSourceOctets))
    }

    /// So many octets at most, and no piece of a character at the end.
    private static func beginning(of octets: [UInt8], _ limit: Int) -> ArraySlice<UInt8> {
        guard octets.count > limit else { return octets[...] }
        var end = limit
        while end > 0, octets[end] & 0xC0 == 0x80 { end -= 1 }
        return octets[..<end]
    }

    private static func preview(of source: ArraySlice<UInt8>) -> String {
        let lines = source.split(separator: .lineFeed)
            .filter { line in !line.allSatisfy(\.isHeaderSpace) }
        var own: [ArraySlice<UInt8>] = []
        for line in lines {
            if line.elementsEqual(signature) { break }
            if line.first == quote {
                // "On Monday Alice wrote:" just above a quotation says nothing without it.
                if own.last?.last(where: { !$0.isHeaderSpace }) == UInt8(ascii: ":") {
                    own.removeLast()
                }
            } else {
                own.append(line)
            }
        }
        let kept = own.isEmpty ? lines.map { $0.drop { $0 == quote } } : own
        return source.isASCII
            ? collapsedASCII(kept)
            : collapsed(String(decoding: Array(kept.joined(separator: [.space])), as: UTF8.self))
    }

    private static let signature = Array("-- ".utf8)
    private static let quote = UInt8(ascii: ">")

    /// As ``collapsed(_:)``; most mail is ASCII, where an octet is a character.
    private static func collapsedASCII(_ lines: [ArraySlice<UInt8>]) -> String {
        var output: [UInt8] = []
        for line in lines {
            var needsSpace = !output.isEmpty
            for octet in line {
                if octet.isWhiteSpace {
                    needsSpace = !output.isEmpty
                    continue
                }
                guard output.count + (needsSpace ? 2 : 1) <= Limits.previewCharacters else {
                    return String(decoding: output, as: UTF8.self)
                }
                if needsSpace { output.append(.space) }
                output.append(octet)
                needsSpace = false
            }
        }
        return String(decoding: output, as: UTF8.self)
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

extension UInt8 {
    /// What Unicode calls white space within ASCII.
    fileprivate var isWhiteSpace: Bool { self == .space || (9...13).contains(self) }
}
