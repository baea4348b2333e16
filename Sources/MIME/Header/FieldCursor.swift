/// A place in a structured field and the lexical tokens of RFC 5322 §3.2 from there on.
///
/// White space includes line ends, so a folded field needs no unfolding first. Nothing here fails:
/// what is left open is closed by the end of the field.
struct FieldCursor {
    let octets: [UInt8]
    var position: Int
    let end: Int

    init(_ octets: [UInt8], in range: Range<Int>) {
        self.octets = octets
        position = range.lowerBound
        end = min(range.upperBound, range.lowerBound + Limits.parsedFieldOctets)
    }

    var current: UInt8? { position < end ? octets[position] : nil }

    /// Skips white space and comments.
    mutating func skipBlanks() {
        var ignored: [UInt8] = []
        while let octet = current {
            if octet.isHeaderSpace {
                position += 1
            } else if octet == UInt8(ascii: "(") {
                comment(into: &ignored)
            } else {
                return
            }
        }
    }

    mutating func skip(_ octet: UInt8) -> Bool {
        guard current == octet else { return false }
        position += 1
        return true
    }

    /// Appends the text of the comment that begins here, without its outer parentheses; false when
    /// it has no end.
    @discardableResult
    mutating func comment(into text: inout [UInt8]) -> Bool {
        var depth = 0
        while let octet = current {
            position += 1
            switch octet {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return true }
            case UInt8(ascii: "\\"):
                guard let quoted = current else { return false }
                position += 1
                text.append(quoted)
                continue
            default:
                break
            }
            text.append(octet)
        }
        return false
    }

    /// Appends the content of the quoted string that begins here; folds become their blank.
    ///
    /// False when it has no end.
    @discardableResult
    mutating func quotedString(into text: inout [UInt8]) -> Bool {
        position += 1
        while let octet = current {
            position += 1
            switch octet {
            case UInt8(ascii: "\""):
                return true
            case UInt8(ascii: "\\"):
                guard let quoted = current else { return false }
                position += 1
                text.append(quoted)
            case .carriageReturn, .lineFeed:
                break
            default:
                text.append(octet)
            }
        }
        return false
    }

    /// The octets up to white space, a comment or one of `stops`.
    mutating func run(until stops: StaticString) -> ArraySlice<UInt8> {
        let start = position
        let stops = UnsafeBufferPointer(start: stops.utf8Start, count: stops.utf8CodeUnitCount)
        while let octet = current, !octet.isHeaderSpace, octet != UInt8(ascii: "("),
            !stops.contains(octet)
        {
            position += 1
        }
        return octets[start..<position]
    }
}
