/// The name of a tag, attribute or property in lower case, packed into two words.
///
/// A page names something every few octets: comparing and looking up must not make a `String`.
/// No name that means anything to us is longer than 16 letters; of a longer one the first 16 count.
struct HTMLName: Equatable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    init(_ octets: some Sequence<UInt8>) {
        var shift: UInt64 = 0
        for octet in octets {
            let letter = UInt64(octet.lowercased)
            if shift < 64 {
                first |= letter << shift
            } else if shift < 128 {
                second |= letter << (shift - 64)
            } else {
                break
            }
            shift += 8
        }
    }

    /// A number, never negative, in whose lowest bits every letter has a say.
    var spread: Int {
        let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40)
    }
}

/// Names that are known by their spelling.
protocol HTMLNamed: CaseIterable, RawRepresentable, Hashable, Sendable where RawValue == String {}

/// The attributes that mean something to a reader.
enum HTMLAttribute: String, HTMLNamed {
    case align, alt, background, border, `class`, charset, checked, cite, colspan, content, data
    case height, hidden, href, id, poster, role, rowspan, scope, src, srcset, start, style, type
    case value, width, wrap
    case smartmail = "data-smartmail"
    case xlink = "xlink:href"

    static let table = HTMLNameTable<Self>()
}

/// The style properties that mean something to a reader.
enum HTMLProperty: String, HTMLNamed {
    case border, display, height, margin, opacity, overflow, visibility, width
    case background
    case backgroundImage = "background-image"
    case borderLeft = "border-left"
    case borderTop = "border-top"
    case content
    case fontFamily = "font-family"
    case fontSize = "font-size"
    case fontStyle = "font-style"
    case fontWeight = "font-weight"
    case listStyle = "list-style"
    case listStyleImage = "list-style-image"
    case listStyleType = "list-style-type"
    case marginBottom = "margin-bottom"
    case maxHeight = "max-height"
    case msoList = "mso-list"
    case textAlign = "text-align"
    case textDecoration = "text-decoration"
    case whiteSpace = "white-space"

    static let table = HTMLNameTable<Self>()
}
