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
    private var hasEmptyAngle = false
    private var hasAt = false
    private var needsSpace = false
    /// A quote or comment without an end was met: from there on they are octets like others.
    private var quotesAreOpen = false
    private var commentsAreOpen = false

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
                phrase += quoted()
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
            case UInt8(ascii: ">"):
                // A closer too many.
                cursor.position += 1
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
        // "<>" alone says that there is nobody to answer to; that is not the same as no field.
        return addresses.isEmpty && hasEmptyAngle ? [Address(name: "", address: "")] : addresses
    }

    // MARK: - Tokens

    private mutating func separateWords() {
        if needsSpace, !phrase.isEmpty { phrase.append(.space) }
        needsSpace = false
    }

    /// The content of a quoted string.
    ///
    /// Without an end, only the quote is passed over: addresses may follow.
    private mutating func quoted() -> [UInt8] {
        let start = cursor.position
        var content: [UInt8] = []
        if !quotesAreOpen, cursor.quotedString(into: &content) { return content }
        quotesAreOpen = true
        cursor.position = start + 1
        return []
    }

    private mutating func readComment() {
        let start = cursor.position
        let kept = comment.count
        needsSpace = true
        if !comment.isEmpty { comment.append(.space) }
        if !commentsAreOpen, cursor.comment(into: &comment) { return }
        commentsAreOpen = true
        comment.removeSubrange(kept...)
        cursor.position = start + 1
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
        var hasAt = false
        while let octet = cursor.current {
            switch octet {
            case UInt8(ascii: ">"):
                setAngle(start..<cursor.position)
                cursor.position += 1
                return
            case UInt8(ascii: ",") where hasAt:
                // The closer is missing; a source route, which has commas too, begins with "@".
                return setAngle(start..<cursor.position)
            case UInt8(ascii: "\""):
                _ = quoted()
            case UInt8(ascii: "("):
                var ignored: [UInt8] = []
                cursor.comment(into: &ignored)
            case UInt8(ascii: "<"):
                // An opener too many: the last one counts.
                return
            default:
                if octet == UInt8(ascii: "@"), cursor.position > start { hasAt = true }
                cursor.position += 1
            }
        }
        setAngle(start..<cursor.position)
    }

    // MARK: - Addresses

    /// Where a comma is missing the first address counts, with the name before it.
    private mutating func setAngle(_ range: Range<Int>) {
        guard angle == nil else { return }
        let found = AddressSpec(cursor.octets, in: range)
        angle = found.address.isEmpty ? found.words : found.address
        name = phrase
    }

    private mutating func finish() {
        defer { reset() }
        if let angle {
            let name = HeaderText.decode(name.isEmpty ? comment : name)
            if !angle.isEmpty || !name.isEmpty {
                addresses.append(Address(name: name, address: angle))
            } else {
                hasEmptyAngle = true
            }
        } else if hasAt {
            let found = AddressSpec(cursor.octets, in: phraseStart..<cursor.position)
            let name = comment.isEmpty ? found.words : HeaderText.decode(comment)
            addresses.append(Address(name: name, address: found.address))
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
}
