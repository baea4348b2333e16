import Mail

/// Reads an address list (RFC 5322 §3.4 with the obsolete forms of §4.4) and never refuses.
///
/// Groups are dissolved into their members. Names are decoded only after the addresses have been
/// told apart, so that an encoded "<", "," or "@" is never syntax.
struct AddressParser {
    private var cursor: FieldCursor
    private var addresses: [Address] = []
    /// The words read since the last separator, quotes removed.
    private var phrase: [UInt8] = []
    private var phraseStart: Int
    private var comment: [UInt8] = []
    /// What "<…>" held, once it was seen, and the words before it.
    private var angle: String?
    private var name: [UInt8] = []
    private var hasAt = false
    private var needsSpace = false

    private init(_ octets: [UInt8], in range: Range<Int>) {
        cursor = FieldCursor(octets, in: range)
        phraseStart = range.lowerBound
    }

    static func parse(_ octets: [UInt8], in range: Range<Int>) -> [Address] {
        var parser = AddressParser(octets, in: range)
        return parser.run()
    }

    private mutating func run() -> [Address] {
        while let octet = cursor.current, addresses.count < Limits.addresses {
            switch octet {
            case .space, .tab, .carriageReturn, .lineFeed:
                cursor.position += 1
                needsSpace = true
            case UInt8(ascii: "("):
                readComment()
            case UInt8(ascii: "\""):
                separateWords()
                cursor.quotedString(into: &phrase)
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                finish()
                cursor.position += 1
                phraseStart = cursor.position
            case UInt8(ascii: ":") where !hasAt && angle == nil:
                // The name of a group; its members follow like any others.
                reset()
                cursor.position += 1
                phraseStart = cursor.position
            case UInt8(ascii: "<"):
                readAngle()
            case UInt8(ascii: "["):
                readLiteral()
            default:
                separateWords()
                if octet == UInt8(ascii: "@") { hasAt = true }
                phrase.append(octet)
                cursor.position += 1
            }
        }
        if addresses.count < Limits.addresses { finish() }
        return addresses
    }

    private mutating func separateWords() {
        if needsSpace, !phrase.isEmpty { phrase.append(.space) }
        needsSpace = false
    }

    private mutating func readComment() {
        if !comment.isEmpty { comment.append(.space) }
        cursor.comment(into: &comment)
        needsSpace = true
    }

    /// A domain literal, whose ":" and "," are no separators: `[IPv6:2001:db8::1]`.
    private mutating func readLiteral() {
        separateWords()
        while let octet = cursor.current {
            if octet == UInt8(ascii: ",") || octet == UInt8(ascii: "<") { return }
            cursor.position += 1
            if !octet.isHeaderSpace { phrase.append(octet) }
            if octet == UInt8(ascii: "]") { return }
        }
    }

    /// The address between "<" and ">"; what came before it is the name.
    private mutating func readAngle() {
        cursor.position += 1
        let start = cursor.position
        var ignored: [UInt8] = []
        while let octet = cursor.current {
            switch octet {
            case UInt8(ascii: ">"):
                setAngle(start..<cursor.position)
                cursor.position += 1
                return
            case UInt8(ascii: "\""):
                cursor.quotedString(into: &ignored)
            case UInt8(ascii: "("):
                cursor.comment(into: &ignored)
            case UInt8(ascii: "<"):
                // An opener too many: the last one counts.
                return
            default:
                cursor.position += 1
            }
        }
        setAngle(start..<cursor.position)
    }

    /// Where a comma is missing the first address counts, with the name before it.
    private mutating func setAngle(_ range: Range<Int>) {
        guard angle == nil else { return }
        angle = addressSpec(in: range)
        name = phrase
    }

    private mutating func finish() {
        defer { reset() }
        if let angle {
            let name = HeaderText.decode(name.isEmpty ? comment : name)
            if !angle.isEmpty || !name.isEmpty {
                addresses.append(Address(name: name, address: angle))
            }
        } else if hasAt {
            let address = addressSpec(in: phraseStart..<cursor.position)
            addresses.append(Address(name: HeaderText.decode(comment), address: address))
        } else if !phrase.isEmpty {
            addresses.append(Address(name: HeaderText.decode(phrase), address: ""))
        }
    }

    private mutating func reset() {
        phrase.removeAll(keepingCapacity: true)
        comment.removeAll(keepingCapacity: true)
        angle = nil
        hasAt = false
        needsSpace = false
    }

    /// `local@domain` without blanks, comments and source route (RFC 5322 §4.4).
    private func addressSpec(in range: Range<Int>) -> String {
        var cursor = FieldCursor(self.cursor.octets, in: range)
        cursor.skipBlanks()
        if cursor.current == UInt8(ascii: "@") {
            let colon = cursor.octets.firstIndex(
                of: UInt8(ascii: ":"), in: cursor.position..<cursor.end)
            if let colon { cursor.position = colon + 1 }
        }
        var spec: [UInt8] = []
        while let octet = cursor.current {
            if octet.isHeaderSpace || octet == UInt8(ascii: "(") {
                cursor.skipBlanks()
                if AddressParser.isComplete(spec, before: cursor.current) { break }
            } else if octet == UInt8(ascii: "\"") {
                appendQuotedLocalPart(&cursor, to: &spec)
            } else {
                spec.append(octet)
                cursor.position += 1
            }
        }
        return Charset.detected(in: spec[...]).decode(spec[...])
    }

    /// Whether a blank ended the address: what follows belongs to another one without a comma.
    private static func isComplete(_ spec: [UInt8], before next: UInt8?) -> Bool {
        let joints = ".@".utf8
        guard let next, let last = spec.last, spec.contains(UInt8(ascii: "@")) else { return false }
        return !joints.contains(last) && !joints.contains(next)
    }

    /// A quoted local part keeps its quotes only where the address needs them.
    private func appendQuotedLocalPart(_ cursor: inout FieldCursor, to spec: inout [UInt8]) {
        var content: [UInt8] = []
        cursor.quotedString(into: &content)
        let specials = "()<>[]:;@\\,\" \t".utf8
        if content.isEmpty || content.contains(where: specials.contains) {
            spec.append(UInt8(ascii: "\""))
            for octet in content {
                if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\") {
                    spec.append(UInt8(ascii: "\\"))
                }
                spec.append(octet)
            }
            spec.append(UInt8(ascii: "\""))
        } else {
            spec += content
        }
    }
}
