import MIME
import Mail
import Presentation

/// Turns a raw message into what the reader shows.
struct DocumentBuilder: Sendable {
    let zone: LocalZone

    func document(_ request: DocumentRequest, _ octets: [UInt8]) -> MessageDocument {
        let message = ParsedMessage(octets)
        let readable = message.readable
        return MessageDocument(
            request, chosenFields: chosenFields(of: message),
            allFields: message.headerFields.map { field in
                .init(message.name(of: field), message.text(of: field))
            },
            text: ReadingText(
                readable.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    .paragraph(Paragraph(String($0)))
                }), textSource: source(readable.source),
            hiddenRemoteImages: readable.hiddenRemoteImages,
            attachments: message.attachments.map { part in
                .init(
                    part: part.number, fileName: part.filename ?? "",
                    mediaType: part.mediaType, size: message.decodedSize(of: part))
            },
            notes: notes(on: message))
    }

    /// Date, people and subject: what a letter's head would have.
    private func chosenFields(of message: ParsedMessage) -> [MessageDocument.Field] {
        let envelope = message.envelope
        var fields: [MessageDocument.Field] = []
        if let date = envelope.date { fields.append(.init("Date", text(of: date))) }
        let people = [
            ("From", envelope.from), ("Reply-To", strangers(envelope.replyTo, envelope.from)),
            ("To", envelope.to), ("Cc", envelope.cc), ("Bcc", envelope.bcc),
        ]
        for (name, addresses) in people where !addresses.isEmpty {
            fields.append(.init(name, addresses.map(text(of:)).joined(separator: ", ")))
        }
        fields.append(.init("Subject", envelope.subject))
        return fields
    }

    /// Reply-To is worth a line only where it leads elsewhere.
    private func strangers(_ replyTo: [Address], _ from: [Address]) -> [Address] {
        let known = Set(from.map { $0.address.lowercased() })
        return replyTo.filter { !known.contains($0.address.lowercased()) }
    }

    /// Name and address both: a name may pretend to be another address.
    private func text(of address: Address) -> String {
        if address.name.isEmpty { return address.address }
        return address.address.isEmpty ? address.name : "\(address.name) <\(address.address)>"
    }

    private func text(of date: Timestamp) -> String {
        let time = zone.civilTime(date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(days[time.weekday]) \(time.year)-\(two(time.month))-\(two(time.day)) "
            + "\(two(time.hour)):\(two(time.minute))"
    }

    private func source(_ source: ReadableText.Source) -> MessageDocument.TextSource {
        switch source {
        case .plain: .plain
        case .html: .html
        case .none: .none
        }
    }

    private func notes(on message: ParsedMessage) -> [String] {
        let root = message.root.contentType
        var notes: [String] = []
        if root.type == "multipart", root.subtype == "signed" {
            notes.append("This message carries a signature that was not checked.")
        }
        if root.type == "multipart", root.subtype == "encrypted" {
            notes.append("This message is encrypted and cannot be read here yet.")
        }
        if message.defects.contains(.unknownCharset) {
            notes.append("Its character set is unknown; some letters may be wrong.")
        }
        return notes
    }
}
