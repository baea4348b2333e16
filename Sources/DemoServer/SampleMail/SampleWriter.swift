import Mail
import Wire

/// Writes a sample message as the octets that go over the wire.
struct SampleWriter {
    private(set) var octets: [UInt8] = []
    private let message: SampleMessage
    private let now: Timestamp
    private var boundaries = 0

    init(_ message: SampleMessage, now: Timestamp) {
        self.message = message
        self.now = now
        writeHeader(date: message.date(now: now))
        write(message.body)
    }

    private mutating func writeHeader(date: Timestamp) {
        field("Return-Path", "<\(message.from.address)>")
        field("Date", DateText.headerDate(date, offset: message.from.zone))
        field("From", SampleWriter.address(message.from))
        field("To", message.to.map(SampleWriter.address).joined(separator: ",\r\n\t"))
        if !message.cc.isEmpty {
            field("Cc", message.cc.map(SampleWriter.address).joined(separator: ",\r\n\t"))
        }
        let isCharsetInSubject = message.fields.contains { $0.name == "Subject" }
        if !isCharsetInSubject { field("Subject", EncodedWords.encode(message.subject)) }
        field("Message-ID", "<\(message.id)@mail.example>")
        if let parent = message.references.last {
            field("In-Reply-To", "<\(parent)@mail.example>")
            field(
                "References",
                message.references.map { "<\($0)@mail.example>" }.joined(separator: "\r\n\t"))
        }
        for extra in message.fields { field(extra.name, extra.value) }
        field("MIME-Version", "1.0")
    }

    private mutating func write(_ body: SampleBody) {
        switch body {
        case .text(let text): write(text, type: "text/plain; charset=utf-8")
        case .flowed(let text): write(text, type: "text/plain; charset=utf-8; format=flowed")
        case .html(let html): write(html, type: "text/html; charset=utf-8")
        case .alternative(let text, let html):
            writeParts("alternative") { writer in
                writer.writePart { $0.write(.text(text)) }
                writer.writePart { $0.write(.html(html)) }
            }
        case .encoded(let octets, let charset):
            field("Content-Type", "text/plain; charset=\(charset)")
            let isSevenBit = octets.allSatisfy { $0 < 128 }
            field("Content-Transfer-Encoding", isSevenBit ? "7bit" : "8bit")
            line()
            self.octets += octets
        case .typed(let text, let type): write(text, type: type)
        case .dated(let type, let text): write(text(now), type: type)
        case .message(let enclosed):
            field("Content-Type", "message/rfc822")
            line()
            octets += SampleWriter(enclosed, now: now).octets
        case .parts(let subtype, let bodies):
            writeParts(subtype) { writer in
                for body in bodies { writer.writePart { $0.write(body) } }
            }
        case .attached(let body, let attachments):
            writeParts("mixed") { writer in
                writer.writePart { $0.write(body) }
                for attachment in attachments { writer.writePart { $0.write(attachment) } }
            }
        }
    }

    private mutating func write(_ text: String, type: String) {
        field("Content-Type", type)
        let bytes = Array(text.utf8)
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let isPlain = bytes.allSatisfy { $0 < 128 } && lines.allSatisfy { $0.count < 900 }
        field("Content-Transfer-Encoding", isPlain ? "7bit" : "quoted-printable")
        line()
        for text in lines {
            octets += isPlain ? Array(text) : QuotedPrintable.encode(text)
            line()
        }
    }

    private mutating func write(_ attachment: SampleAttachment) {
        let name = attachment.name
        let isASCII = name.utf8.allSatisfy { $0 < 128 }
        let parameter =
            isASCII ? "filename=\"\(name)\"" : "filename*=utf-8''\(PercentEncoding.encode(name))"
        field("Content-Type", attachment.type)
        if let id = attachment.contentID { field("Content-ID", "<\(id)>") }
        let disposition = attachment.contentID == nil ? "attachment" : "inline"
        field("Content-Disposition", "\(disposition);\r\n\t\(parameter)")
        field("Content-Transfer-Encoding", "base64")
        line()
        let text = Base64.encode(attachment.octets)
        for start in stride(from: 0, to: text.count, by: 76) {
            octets += text[start..<min(start + 76, text.count)]
            line()
        }
    }

    private var boundary: String { "=_\(message.id)_\(boundaries)" }

    private mutating func writeParts(_ subtype: String, _ body: (inout SampleWriter) -> Void) {
        boundaries += 1
        let mark = boundary
        field("Content-Type", "multipart/\(subtype);\r\n\tboundary=\"\(mark)\"")
        line()
        let outer = open
        open = mark
        body(&self)
        open = outer
        line("--\(mark)--")
    }

    /// The boundary of the multipart that is being written.
    private var open = ""

    private mutating func writePart(_ body: (inout SampleWriter) -> Void) {
        line("--\(open)")
        body(&self)
    }

    private mutating func field(_ name: String, _ value: String) {
        line("\(name): \(value)")
    }

    private mutating func line(_ text: String = "") {
        octets += text.utf8
        octets += [13, 10]
    }

    private static func address(_ person: SamplePerson) -> String {
        guard !person.name.isEmpty else { return person.address }
        let isPlain = person.name.utf8.allSatisfy { $0 < 128 }
        let name = isPlain ? "\"\(person.name)\"" : EncodedWords.encode(person.name)
        return "\(name) <\(person.address)>"
    }
}

/// RFC 2047 words in UTF-8, each of whole characters.
private enum EncodedWords {
    static func encode(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 128 || $0 < 32 }) else { return text }
        var words: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(character.utf8)
            if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(String(decoding: Base64.encode($0), as: UTF8.self))?=" }
            .joined(separator: "\r\n ")
    }
}

/// RFC 2045 §6.7, one line.
private enum QuotedPrintable {
    static func encode(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var width = 0
        for (place, byte) in line.enumerated() {
            let isLastSpace = byte == 32 && place == line.count - 1
            let isPlain = byte >= 32 && byte < 127 && byte != UInt8(ascii: "=") && !isLastSpace
            let piece = isPlain ? [byte] : Array("=\(Hexadecimal.text(byte))".utf8)
            if width + piece.count > 75 {
                output += Array("=\r\n".utf8)
                width = 0
            }
            output += piece
            width += piece.count
        }
        return output
    }
}

/// The form of RFC 2231 §4.
private enum PercentEncoding {
    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = byte < 128 && (character.isLetter || character.isNumber || byte == 46)
            return isPlain ? String(character) : "%\(Hexadecimal.text(byte))"
        }.joined()
    }
}

private enum Hexadecimal {
    static func text(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
