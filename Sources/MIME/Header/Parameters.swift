/// The parameters of a Content-Type or Content-Disposition (RFC 2045 §5.1, RFC 2231).
public struct Parameters: Hashable, Sendable {
    public struct Parameter: Hashable, Sendable {
        /// In lower case.
        public let name: String
        /// Decoded.
        public let value: String
    }

    /// In the order they were written; each name once.
    public let all: [Parameter]
    /// A name stood twice; its first value counts.
    let hasDuplicates: Bool

    public static let none = Parameters(all: [], hasDuplicates: false)

    /// The decoded value of that name (in lower case).
    public subscript(name: String) -> String? {
        all.first { $0.name == name }?.value
    }

    private init(all: [Parameter], hasDuplicates: Bool) {
        self.all = all
        self.hasDuplicates = hasDuplicates
    }

    /// Reads `; name=value` from the cursor on to the end of the field.
    init(_ cursor: inout FieldCursor) {
        var pieces: [ParameterPiece] = []
        while let octet = cursor.current, pieces.count < Limits.parameters {
            if octet == UInt8(ascii: ";") || octet.isHeaderSpace {
                cursor.position += 1
            } else if octet == UInt8(ascii: "(") {
                cursor.skipBlanks()
            } else if let piece = ParameterPiece(&cursor) {
                pieces.append(piece)
            }
        }
        var order: [String] = []
        var byName: [String: [ParameterPiece]] = [:]
        for piece in pieces {
            if byName[piece.name] == nil { order.append(piece.name) }
            byName[piece.name, default: []].append(piece)
        }
        all = order.map { name in
            Parameter(name: name, value: ParameterPiece.value(of: byName[name] ?? []))
        }
        hasDuplicates = byName.values.contains { pieces in
            pieces.count { $0.section == nil && !$0.isExtended } > 1
        }
    }
}

/// One `name*section*=value` before the sections of a value are joined.
private struct ParameterPiece {
    var name: String
    /// Nil for a plain parameter.
    var section: Int?
    /// Percent-encoded, the first section with charset and language.
    var isExtended = false
    var value: [UInt8] = []

    /// Nil, and the cursor behind it, when this is no parameter.
    init?(_ cursor: inout FieldCursor) {
        let label = cursor.run(until: "=;\"")
        let position = cursor.position
        cursor.skipBlanks()
        guard !label.isEmpty, cursor.skip(UInt8(ascii: "=")) else {
            if cursor.position == position { cursor.position += 1 }
            return nil
        }
        var words = label.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        name = words.removeFirst().lowercasedText
        if words.last?.isEmpty == true {
            isExtended = true
            words.removeLast()
        }
        if let digits = words.first {
            guard let number = Int(digits.lowercasedText), number >= 0 else { return nil }
            section = number
        }
        readValue(&cursor)
    }

    /// A quoted string, or a word; of a file's name everything to the next ";", since many names
    /// with blanks are not quoted.
    private mutating func readValue(_ cursor: inout FieldCursor) {
        cursor.skipBlanks()
        if cursor.current == UInt8(ascii: "\"") {
            cursor.quotedString(into: &value)
            // Several quoted words, as some senders split a long name.
            cursor.skipBlanks()
            while cursor.current == UInt8(ascii: "\"") {
                cursor.quotedString(into: &value)
                cursor.skipBlanks()
            }
            return
        }
        let start = cursor.position
        let mayHaveBlanks = name == "name" || name == "filename"
        while let octet = cursor.current, octet != UInt8(ascii: ";"),
            mayHaveBlanks || !octet.isHeaderSpace
        {
            cursor.position += 1
        }
        value = ParameterPiece.withoutComment(cursor.octets[start..<cursor.position].trimmed)
    }

    private static func withoutComment(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var octets = octets
        if octets.last == UInt8(ascii: ")"),
            let opener = octets.lastIndex(of: UInt8(ascii: "(")), opener > octets.startIndex,
            octets[opener - 1].isHeaderSpace
        {
            octets = octets[..<opener].trimmed
        }
        return octets.filter { $0 != .carriageReturn && $0 != .lineFeed }
    }

    /// RFC 2231: sections in order; the encoded form is better than a plain one beside it.
    static func value(of pieces: [ParameterPiece]) -> String {
        let sections = inOrder(pieces)
        if let extended = pieces.first(where: { $0.section == nil && $0.isExtended }) {
            return joined([extended])
        }
        if !sections.isEmpty { return joined(sections) }
        // A boundary is compared octet by octet, with the blanks at its end.
        if let first = pieces.first, first.name == "boundary" {
            return String(decoding: first.value, as: UTF8.self)
        }
        // RFC 2047 §5 forbids encoded words here; senders write them all the same.
        return pieces.first.map { HeaderText.decode($0.value) } ?? ""
    }

    /// The sections by number, each number once; gaps are closed.
    private static func inOrder(_ pieces: [ParameterPiece]) -> [ParameterPiece] {
        var byNumber: [Int: ParameterPiece] = [:]
        for piece in pieces {
            if let number = piece.section, byNumber[number] == nil { byNumber[number] = piece }
        }
        return byNumber.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func joined(_ sections: [ParameterPiece]) -> String {
        var charset: Charset?
        var octets: [UInt8] = []
        for section in sections {
            guard section.isExtended else {
                octets += section.value
                continue
            }
            var encoded = section.value[...]
            if section.section ?? 0 == 0 { charset = takeCharset(from: &encoded) }
            appendPercentDecoded(encoded, to: &octets)
        }
        if !sections.contains(where: \.isExtended) { return HeaderText.decode(octets) }
        // Without a charset it is not RFC 2231, but some other attempt at a name.
        return charset.map { $0.decode(octets[...]) } ?? HeaderText.decode(octets)
    }

    /// Removes `charset'language'`.
    private static func takeCharset(from encoded: inout ArraySlice<UInt8>) -> Charset? {
        let quote = UInt8(ascii: "'")
        guard let first = encoded.firstIndex(of: quote),
            let second = encoded[(first + 1)...].firstIndex(of: quote)
        else { return nil }
        let charset = Charset(named: encoded[..<first])
        encoded = encoded[(second + 1)...]
        return charset
    }

    private static func appendPercentDecoded(
        _ encoded: ArraySlice<UInt8>, to octets: inout [UInt8]
    ) {
        var index = encoded.startIndex
        while index < encoded.endIndex {
            if encoded[index] == UInt8(ascii: "%"), index + 2 < encoded.endIndex,
                let high = encoded[index + 1].hexValue, let low = encoded[index + 2].hexValue
            {
                octets.append(high << 4 | low)
                index += 3
            } else {
                octets.append(encoded[index])
                index += 1
            }
        }
    }
}
