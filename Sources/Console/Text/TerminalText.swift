/// Text that may be shown: one line, sanitised, measured.
///
/// It is the only kind of text a ``Canvas`` takes, so that forgetting to clean what came in a mail is
/// a compile error: no escape sequence, no control, no reordering or invisible character reaches the
/// terminal. See ``Sanitiser`` for what replaces them. Literals and interpolations are sanitised too.
public struct TerminalText: Hashable, Sendable {
    /// The sanitised text.
    public let string: String
    /// Cells it takes.
    public let width: Int

    /// Cleans a text from anywhere.
    public init(_ untrusted: String) {
        if let width = SimpleText.width(of: untrusted) {
            self.init(string: untrusted, width: width)
        } else {
            self.init(sanitised: Sanitiser.sanitise(untrusted))
        }
    }

    /// Printable ASCII: as many cells as octets.
    init(plain: String) {
        self.init(string: plain, width: plain.utf8.count)
    }

    init(sanitised: String) {
        let width =
            SimpleText.width(of: sanitised)
            ?? MeasuredText(sanitised).reduce(0) { $0 + $1.width }
        self.init(string: sanitised, width: width)
    }

    private init(string: String, width: Int) {
        self.string = string
        self.width = width
    }

    /// Nothing to show.
    public var isEmpty: Bool { string.isEmpty }

    /// Each cell takes one octet, which only ASCII can do: the fast path of measuring and drawing.
    var isPlain: Bool { string.utf8.count == width }

    /// The two texts in one.
    ///
    /// Where two scripts meet, the last character of one and the first of the other may join to
    /// something new, so that is cleaned and measured again; ASCII joins with nothing clean text
    /// begins or ends with.
    public static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        if left.isPlain || right.isPlain {
            return TerminalText(
                string: left.string + right.string, width: left.width + right.width)
        }
        return TerminalText(left.string + right.string)
    }

    /// A line of blanks.
    public static func blank(columns: Int) -> TerminalText {
        TerminalText(plain: String(repeating: " ", count: max(0, columns)))
    }
}

extension TerminalText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension TerminalText: CustomStringConvertible {
    public var description: String { string }
}
