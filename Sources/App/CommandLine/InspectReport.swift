import Console
import MIME
import Mail
import Presentation

/// A parsed message as `inspect --json` and `show --json` print it.
struct InspectReport {
    let message: ParsedMessage

    init(_ octets: [UInt8]) {
        message = ParsedMessage(octets)
    }

    var json: JSONValue {
        let envelope = message.envelope
        let readable = message.readable
        return .object([
            ("subject", .string(envelope.subject)), ("from", JSONValue(envelope.from)),
            ("sender", JSONValue(envelope.sender)), ("reply_to", JSONValue(envelope.replyTo)),
            ("to", JSONValue(envelope.to)), ("cc", JSONValue(envelope.cc)),
            ("bcc", JSONValue(envelope.bcc)), ("date", JSONValue(envelope.date)),
            ("message_id", JSONValue(envelope.messageID)),
            ("in_reply_to", JSONValue(envelope.inReplyTo)),
            ("references", JSONValue(envelope.references)),
            ("list_id", JSONValue(envelope.listID)), ("text", .string(readable.text)),
            ("text_source", .string(readable.source.rawValue)), ("html", JSONValue(message.html)),
            ("attachments", .array(message.attachments.map(attachment))),
            ("structure", structure(message.root)),
            ("defects", JSONValue(message.defects.map(\.rawValue))),
        ])
    }

    /// The message as the message view shows it.
    ///
    /// - Parameter remembered: the character set the person chose for the sender.
    func lines(columns: Int, remembered: String? = nil) -> [TerminalText] {
        let builder = DocumentBuilder(zone: SystemClock.localZone())
        let request = DocumentRequest(EntryID(0))
        guard let document = builder.document(request, message, remembered: remembered) else {
            return []
        }
        return PrintedMessage(document, columns: columns).lines
    }

    /// Every header field, decoded.
    var headers: String {
        message.headerFields.map { "\(message.name(of: $0)): \(message.text(of: $0))" }
            .joined(separator: "\n")
    }

    private func attachment(_ part: Part) -> JSONValue {
        .object([
            ("filename", JSONValue(part.filename)), ("media_type", .string(part.mediaType)),
            ("size", JSONValue(message.decodedSize(of: part))),
            ("sha256", .string(message.decodedDigest(of: part).description)),
            ("disposition", JSONValue(part.disposition?.rawValue)),
            ("content_id", JSONValue(part.contentID)),
        ])
    }

    private func structure(_ part: Part) -> JSONValue {
        .object([
            ("media_type", .string(part.mediaType)),
            (
                "parameters",
                .object(part.contentType.parameters.all.map { ($0.name, .string($0.value)) })
            ),
            ("size", part.children.isEmpty ? JSONValue(message.decodedSize(of: part)) : nil),
            ("parts", .array(part.children.map(structure))),
        ])
    }
}
