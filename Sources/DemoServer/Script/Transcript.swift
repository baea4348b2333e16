/// A conversation written down: `S:` and `C:` lines, `=>` for an expected event, `#` for a remark.
///
/// `\r`, `\n`, `\t`, `\\` and `\xHH` stand for octets that a text file cannot show.
public struct Transcript: Sendable, Hashable {
    public enum Line: Sendable, Hashable {
        /// What the server says, without the line end.
        case server([UInt8])
        case client([UInt8])
        /// What the client's session is expected to report.
        case expectation(String)
    }

    public let lines: [Line]

    /// Nil when a line is none of the four kinds.
    public init?(_ text: String) {
        var lines: [Line] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let octets = Transcript.octets(of: line, after: "S:") {
                lines.append(.server(octets))
            } else if let octets = Transcript.octets(of: line, after: "C:") {
                lines.append(.client(octets))
            } else if line.hasPrefix("=>") {
                lines.append(.expectation(String(line.dropFirst(2).drop { $0 == " " })))
            } else {
                return nil
            }
        }
        self.lines = lines
    }

    private static func octets(of line: Substring, after mark: String) -> [UInt8]? {
        guard line.hasPrefix(mark) else { return nil }
        var rest = Array(line.utf8.dropFirst(mark.utf8.count))[...]
        if rest.first == 32 { rest.removeFirst() }
        var octets: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                octets.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "r"): octets.append(13)
            case UInt8(ascii: "n"): octets.append(10)
            case UInt8(ascii: "t"): octets.append(9)
            case UInt8(ascii: "\\"): octets.append(byte)
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.count == 2, let octet = UInt8(digits, radix: 16) else { return nil }
                octets.append(octet)
                rest = rest.dropFirst(2)
            default: return nil
            }
        }
        return octets
    }
}
