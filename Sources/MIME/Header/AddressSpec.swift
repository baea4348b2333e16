/// `local@domain` as a field holds it: blanks, comments and a source route are left out
/// (RFC 5322 §4.4).
struct AddressSpec {
    private(set) var address = ""
    /// The words before the address where no "<" sets it apart, decoded.
    private(set) var words = ""

    private var cursor: FieldCursor

    init(_ octets: [UInt8], in range: Range<Int>) {
        cursor = FieldCursor(octets, in: range)
        read(range)
    }

    private mutating func read(_ range: Range<Int>) {
        cursor.skipBlanks()
        skipRoute()
        var spec: [UInt8] = []
        var specStart = cursor.position
        while let octet = cursor.current {
            if octet.isHeaderSpace || octet == UInt8(ascii: "(") {
                cursor.skipBlanks()
                guard !AddressSpec.isJoined(spec, to: cursor.current) else { continue }
                // What follows a whole address belongs to another one without a comma.
                if spec.contains(UInt8(ascii: "@")) { break }
                spec.removeAll()
                specStart = cursor.position
            } else if octet == UInt8(ascii: "\"") {
                appendQuotedLocalPart(to: &spec)
            } else {
                if octet != UInt8(ascii: "<"), octet != UInt8(ascii: ">") { spec.append(octet) }
                cursor.position += 1
            }
        }
        if spec.contains(UInt8(ascii: "@")) {
            words = HeaderText.decode(cursor.octets, in: range.lowerBound..<specStart)
            let text = AddressSpec.withoutScheme(spec[...])
            // No guess by letters here: an address must not change with what it looks like.
            address = String(validating: text, as: UTF8.self) ?? Windows1252.decode(text)
        } else {
            words = HeaderText.decode(cursor.octets, in: range.lowerBound..<cursor.position)
        }
    }

    /// `@relay,@relay:` before an address, from the days of source routing.
    private mutating func skipRoute() {
        guard cursor.current == UInt8(ascii: "@"),
            let colon = cursor.octets.firstIndex(
                of: UInt8(ascii: ":"), in: cursor.position..<cursor.end)
        else { return }
        cursor.position = colon + 1
        cursor.skipBlanks()
    }

    /// Whether blanks stand inside the address, beside a "." or "@", and not behind a word.
    private static func isJoined(_ spec: [UInt8], to next: UInt8?) -> Bool {
        let joints = ".@".utf8
        guard let next, let last = spec.last else { return true }
        return joints.contains(last) || joints.contains(next)
    }

    private static func withoutScheme(_ spec: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let scheme = "mailto:".utf8
        return spec.prefix(scheme.count).isEqualIgnoringCase(to: Array(scheme))
            ? spec.dropFirst(scheme.count) : spec
    }

    /// A quoted local part keeps its quotes only where the address needs them.
    private mutating func appendQuotedLocalPart(to spec: inout [UInt8]) {
        var content: [UInt8] = []
        cursor.quotedString(into: &content)
        let specials = "()<>[]:;@\\,\" \t".utf8
        guard content.isEmpty || content.contains(where: specials.contains) else {
            spec += content
            return
        }
        spec.append(UInt8(ascii: "\""))
        for octet in content {
            if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\") {
                spec.append(UInt8(ascii: "\\"))
            }
            spec.append(octet)
        }
        spec.append(UInt8(ascii: "\""))
    }
}
