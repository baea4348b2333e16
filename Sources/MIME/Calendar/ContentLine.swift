/// One property of a calendar or a contact: `NAME;PARAMETER=value:value` (RFC 5545 §3.1, RFC 6350
/// §3.3, and the vCard 2.1 form).
struct ContentLine {
    struct Parameter {
        /// In lower case; empty for a value alone, as vCard 2.1 writes `TEL;HOME:`.
        let name: String
        let value: [UInt8]
    }

    /// In lower case, without the group of a vCard ("item1.").
    let name: String
    let parameters: [Parameter]
    let value: [UInt8]
    let charset: Charset

    /// Nil for what is no property.
    init?(_ octets: ArraySlice<UInt8>, charset: Charset) {
        var nameEnd = octets.startIndex
        while nameEnd < octets.endIndex, ContentLine.isNameOctet(octets[nameEnd]) { nameEnd += 1 }
        guard nameEnd > octets.startIndex, nameEnd < octets.endIndex else { return nil }
        let whole = octets[..<nameEnd].lowercasedText
        name = whole.split(separator: ".").last.map(String.init) ?? whole
        var rest = octets[nameEnd...]
        var parameters: [Parameter] = []
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst()
            guard parameters.count < Limits.parameters else { return nil }
            parameters.append(ContentLine.parameter(&rest))
        }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        self.parameters = parameters
        value = Array(rest.dropFirst())
        self.charset = charset
    }

    /// Another value in the same place.
    init(copy line: ContentLine, value: [UInt8], charset: Charset) {
        name = line.name
        parameters = line.parameters
        self.value = value
        self.charset = charset
    }

    /// The first value of a parameter (name in lower case), as text.
    subscript(parameter: String) -> String? {
        parameters.first { $0.name == parameter }
            .map { charset.decode($0.value.prefix(Limits.cardTextOctets)) }
    }

    /// The value as text with its escapes undone (RFC 5545 §3.3.11); "\n" is a line end.
    var text: String { text(of: value[...]) }

    /// The value in lower case, for the words that the standards define.
    var word: String { value[...].trimmed.lowercasedText }

    /// The value as it is written, for addresses and links.
    var plainText: String { charset.decode(value[...].trimmed.prefix(Limits.cardTextOctets)) }

    /// The fields of a value that ";" divides, each as text (RFC 6350 §6.2.2).
    var fields: [String] {
        var fields: [String] = []
        var start = 0
        var index = 0
        while index < value.count {
            if value[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if value[index] == UInt8(ascii: ";") {
                fields.append(text(of: value[start..<index]))
                start = index + 1
            }
            index += 1
        }
        return fields + [text(of: value[start...])]
    }

    private func text(of octets: ArraySlice<UInt8>) -> String {
        let octets = octets.prefix(Limits.cardTextOctets)
        guard octets.contains(UInt8(ascii: "\\")) else { return charset.decode(octets) }
        var output: [UInt8] = []
        var index = octets.startIndex
        while index < octets.endIndex {
            var octet = octets[index]
            index += 1
            if octet == UInt8(ascii: "\\"), index < octets.endIndex {
                octet = octets[index] | 0x20 == UInt8(ascii: "n") ? .lineFeed : octets[index]
                index += 1
            }
            output.append(octet)
        }
        return charset.decode(output[...])
    }

    /// From behind ";" on to the next ";" or ":"; both may stand in quotes.
    private static func parameter(_ rest: inout ArraySlice<UInt8>) -> Parameter {
        var name: String?
        var value: [UInt8] = []
        var isQuoted = false
        while let octet = rest.first {
            if !isQuoted, octet == UInt8(ascii: ";") || octet == UInt8(ascii: ":") { break }
            rest = rest.dropFirst()
            if octet == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if octet == UInt8(ascii: "="), name == nil {
                name = value.lowercasedText
                value = []
            } else if octet == UInt8(ascii: "^"), let escaped = unescaped(rest.first) {
                rest = rest.dropFirst()
                value.append(escaped)
            } else {
                value.append(octet)
            }
        }
        return Parameter(name: name ?? "", value: value)
    }

    /// RFC 6868 §3.2.
    private static func unescaped(_ octet: UInt8?) -> UInt8? {
        switch octet {
        case UInt8(ascii: "n"): .lineFeed
        case UInt8(ascii: "'"): UInt8(ascii: "\"")
        case UInt8(ascii: "^"): UInt8(ascii: "^")
        default: nil
        }
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || "-._".utf8.contains(octet)
    }
}

extension ContentLine {
    /// The properties of a file; what is none is left out.
    ///
    /// `charset`: what is declared; without that the octets are looked at, unfolded.
    static func all(in octets: [UInt8], charset: Charset?) -> [ContentLine] {
        let lines = unfoldedLines(octets)
        let charset = charset ?? .detected(in: lines.flatMap { $0 }[...])
        return lines.compactMap { ContentLine($0[...], charset: charset) }
    }

    /// Folds are undone on octets, because they may stand inside a character (RFC 5545 §3.1).
    private static func unfoldedLines(_ octets: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var isQuotedPrintable: Bool?
        let end: UInt8 = octets.contains(.lineFeed) ? .lineFeed : .carriageReturn
        for piece in octets.split(separator: end, omittingEmptySubsequences: true) {
            let piece = piece.last == .carriageReturn ? piece.dropLast() : piece
            if piece.first?.isBlank == true {
                line += piece.dropFirst()
                continue
            }
            if line.last == UInt8(ascii: "=") {
                // vCard 2.1 folds such values by "=" at the end of the line.
                let isEncoded = isQuotedPrintable ?? saysQuotedPrintable(line)
                isQuotedPrintable = isEncoded
                if isEncoded {
                    line.removeLast()
                    line += piece
                    continue
                }
            }
            if !line.isEmpty { lines.append(line) }
            guard lines.count < Limits.contentLines else { return lines }
            line = Array(piece)
            isQuotedPrintable = nil
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func saysQuotedPrintable(_ line: [UInt8]) -> Bool {
        line.prefix(200).prefix { $0 != UInt8(ascii: ":") }.lowercasedText
            .split(whereSeparator: { $0 == ";" || $0 == "=" }).contains("quoted-printable")
    }
}
