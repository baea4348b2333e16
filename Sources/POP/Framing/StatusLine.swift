import Wire

/// The first line of an answer (RFC 1939 §3): success, failure, or a SASL challenge.
enum StatusLine {
    case ok(ArraySlice<UInt8>)
    case error(ArraySlice<UInt8>)
    /// `+` alone or before a blank (RFC 5034 §4).
    case challenge(ArraySlice<UInt8>)

    static let okMark = Array("+OK".utf8)
    private static let errorMark = Array("-ERR".utf8)
    private static let challengeMark = Array("+".utf8)

    /// Nil when the line is none of the three; the marks are upper case by RFC 1939 §3.
    init?(_ line: ArraySlice<UInt8>) {
        if let text = StatusLine.text(of: line, after: StatusLine.okMark) {
            self = .ok(text)
        } else if let text = StatusLine.text(of: line, after: StatusLine.errorMark) {
            self = .error(text)
        } else if let text = StatusLine.text(of: line, after: StatusLine.challengeMark) {
            self = .challenge(text)
        } else {
            return nil
        }
    }

    /// What follows the mark and a blank; nil when another word only begins like it.
    private static func text(of line: ArraySlice<UInt8>, after mark: [UInt8])
        -> ArraySlice<UInt8>?
    {
        guard line.starts(with: mark) else { return nil }
        let rest = line.dropFirst(mark.count)
        guard let first = rest.first else { return rest }
        return first == 0x20 || first == 0x09 ? rest.dropFirst() : nil
    }
}

extension Refusal {
    /// The words after `-ERR`, with the response code that RFC 2449 §8 puts in brackets.
    ///
    /// The code is read whether RESP-CODES was announced or not: no server means anything else.
    init(errorText: some Collection<UInt8>) {
        var text = Array(errorText)[...]
        var code: String?
        if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")) {
            let word = text[(text.startIndex + 1)..<close]
            if !word.isEmpty, word.allSatisfy({ (0x21...0x7E).contains($0) }) {
                code = String(decoding: word, as: UTF8.self).uppercased()
                text = text[(close + 1)...].drop { $0 == 0x20 }
            }
        }
        let words = String(decoding: text, as: UTF8.self).withoutControls
        self.init(code: code, text: String(words.prefix(Limits.serverText)))
    }
}
