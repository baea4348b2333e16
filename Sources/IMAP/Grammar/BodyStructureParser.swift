/// Reads BODYSTRUCTURE without recursion: a hostile depth costs a counter, not the stack.
struct BodyStructureParser {
    var scanner: Scanner

    /// A multipart or an attached message whose inside is being read.
    private struct Open {
        var body: BodyStructure
        var isMultipart: Bool
    }

    private var open: [Open] = []
    private var parts = 0

    init(scanner: Scanner) {
        self.scanner = scanner
    }

    /// Nil when it cannot be read or is beyond the limits; the message is then one opaque part.
    mutating func parse() -> BodyStructure? {
        do {
            var root = try tree()
            try scanner.expectEnd()
            BodyStructureParser.number(&root, path: [], isTop: true)
            return root
        } catch {
            return nil
        }
    }

    private mutating func tree() throws(Unreadable) -> BodyStructure {
        while true {
            try scanner.expect("(")
            parts += 1
            guard parts <= Limits.structureParts, open.count < Limits.structureDepth else {
                throw Unreadable()
            }
            if scanner.peek == UInt8(ascii: "(") {
                let body = BodyStructure(type: "multipart", subtype: "")
                open.append(Open(body: body, isMultipart: true))
                continue
            }
            var part = try fields()
            if part.type == "message", part.subtype == "rfc822" || part.subtype == "global",
                try skipEnvelope()
            {
                open.append(Open(body: part, isMultipart: false))
                continue
            }
            try finish(&part)
            if let root = try attach(part) { return root }
        }
    }

    /// Hands a finished body to what is around it; gives back the root when nothing is.
    private mutating func attach(_ finished: BodyStructure) throws(Unreadable) -> BodyStructure? {
        var finished = finished
        while var outer = open.popLast() {
            outer.body.children.append(finished)
            scanner.skipSpaces()
            if outer.isMultipart, scanner.peek == UInt8(ascii: "(") {
                open.append(outer)
                return nil
            }
            if outer.isMultipart {
                outer.body.subtype = try text().lowercased()
                scanner.skipSpaces()
                if scanner.peek != UInt8(ascii: ")") { outer.body.parameters = try parameters() }
                try finishExtensions(&outer.body, hasChecksum: false)
            } else {
                try finish(&outer.body)
            }
            finished = outer.body
        }
        return finished
    }

    // MARK: One part

    /// Type, subtype, parameters, id, description, encoding, size.
    private mutating func fields() throws(Unreadable) -> BodyStructure {
        let type = try text().lowercased()
        try scanner.expectSpace()
        var part = BodyStructure(type: type, subtype: try text().lowercased())
        try scanner.expectSpace()
        part.parameters = try parameters()
        try scanner.expectSpace()
        part.contentID = try nullableText()
        try scanner.expectSpace()
        _ = try nullableText()
        try scanner.expectSpace()
        part.encoding = try text().lowercased()
        try scanner.expectSpace()
        part.size = try scanner.number()
        return part
    }

    /// Passes over the envelope of an attached message; false where the server sends none.
    private mutating func skipEnvelope() throws(Unreadable) -> Bool {
        let mark = scanner.position
        guard scanner.skipSpaces(), scanner.peek == UInt8(ascii: "(") else {
            scanner.move(to: mark)
            return false
        }
        try scanner.skipValue()
        guard scanner.skipSpaces(), scanner.peek == UInt8(ascii: "(") else {
            scanner.move(to: mark)
            return false
        }
        return true
    }

    /// From after the size, or after the inner structure, to the closing parenthesis.
    private mutating func finish(_ part: inout BodyStructure) throws(Unreadable) {
        let mark = scanner.position
        if scanner.skipSpaces(), let byte = scanner.peek,
            byte.isDigit || byte == UInt8(ascii: "-")
        {
            _ = try scanner.number()
        } else if part.type != "text", part.type != "message" {
            scanner.move(to: mark)
        } else if !(scanner.takeNil() && scanner.peek == 0x20) {
            scanner.move(to: mark)
        }
        try finishExtensions(&part, hasChecksum: true)
    }

    /// Checksum, disposition, language, location and whatever the future adds; all optional.
    private mutating func finishExtensions(
        _ part: inout BodyStructure, hasChecksum: Bool
    ) throws(Unreadable) {
        var index = hasChecksum ? 0 : 1
        while true {
            scanner.skipSpaces()
            if scanner.take(")") { return }
            if index == 1 {
                part.disposition = try disposition()
            } else {
                try scanner.skipValue()
            }
            index += 1
        }
    }

    private mutating func disposition() throws(Unreadable) -> BodyStructure.Disposition? {
        if scanner.takeNil() { return nil }
        guard scanner.take("(") else {
            scanner.quirks.note(.bareDisposition)
            return BodyStructure.Disposition(kind: try text().lowercased(), parameters: [])
        }
        if scanner.take(")") { return nil }
        let kind = try text().lowercased()
        var found: [BodyStructure.Parameter] = []
        if scanner.skipSpaces(), scanner.peek != UInt8(ascii: ")") { found = try parameters() }
        scanner.skipSpaces()
        try scanner.expect(")")
        return BodyStructure.Disposition(kind: kind, parameters: found)
    }

    private mutating func parameters() throws(Unreadable) -> [BodyStructure.Parameter] {
        if scanner.takeNil() { return [] }
        try scanner.expect("(")
        var parameters: [BodyStructure.Parameter] = []
        while true {
            scanner.skipSpaces()
            if scanner.take(")") { return parameters }
            let name = try text().lowercased()
            try scanner.expectSpace()
            parameters.append(BodyStructure.Parameter(name: name, value: try text()))
        }
    }

    /// A string that must be there; `NIL` counts as empty.
    private mutating func text() throws(Unreadable) -> String {
        guard let text = try nullableText() else {
            scanner.quirks.note(.nilForValue)
            return ""
        }
        return text
    }

    private mutating func nullableText() throws(Unreadable) -> String? {
        try scanner.nullableString().map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Numbers of parts

    /// RFC 9051 §6.4.5.1; the depth is bounded by what ``tree()`` let through.
    private static func number(_ body: inout BodyStructure, path: [Int], isTop: Bool) {
        if body.isMultipart {
            body.number = isTop ? nil : PartNumber(path)
            for index in body.children.indices {
                number(&body.children[index], path: path + [index + 1], isTop: false)
            }
            return
        }
        let own = isTop ? path + [1] : path
        body.number = PartNumber(own)
        guard !body.children.isEmpty else { return }
        // An attached multipart shares its message's number, a single part becomes its part 1.
        let inner = body.children[0]
        if inner.isMultipart {
            for index in inner.children.indices {
                number(&body.children[0].children[index], path: own + [index + 1], isTop: false)
            }
        } else {
            number(&body.children[0], path: own + [1], isTop: false)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
}
