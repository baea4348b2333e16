import MIME
import Mail
import Presentation
import Testing

@testable import App

extension ParsedMessage {
    /// A message from lines that end in LF here and in CRLF on the wire.
    init(lines: String) {
        self.init(Array(lines.replacing("\n", with: "\r\n").utf8))
    }

    /// Its readable form, an hour east of Greenwich.
    func document(
        part: String? = nil, form: DocumentRequest.Form = .byRule, charset: String? = nil,
        remembered: String? = nil
    ) throws -> MessageDocument {
        let zone = LocalZone([.init(start: Timestamp(seconds: .min), offset: 3_600)])
        let request = DocumentRequest(EntryID(1), part: part, form: form, charset: charset)
        return try #require(
            DocumentBuilder(zone: zone).document(request, self, remembered: remembered))
    }
}

extension MessageDocument {
    /// The text of its paragraphs, a line each.
    var lines: [String] {
        text.blocks.compactMap { block in
            if case .paragraph(let paragraph) = block { paragraph.text } else { nil }
        }
    }

    func field(_ name: String) -> String? {
        chosenFields.first { $0.name == name }?.value
    }
}
