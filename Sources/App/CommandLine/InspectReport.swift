import MIME
import Mail

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

    /// The message as a person reads it.
    var text: String {
        let envelope = message.envelope
        var lines: [String] = []
        if let date = envelope.date { lines.append("Date: \(date.rfc3339)") }
        for (name, people) in [("From", envelope.from), ("To", envelope.to), ("Cc", envelope.cc)]
        where !people.isEmpty {
            let list = people.map { person in
                person.name.isEmpty ? person.address : "\(person.name) <\(person.address)>"
            }
            lines.append("\(name): \(list.joined(separator: ", "))")
        }
        lines.append("Subject: \(envelope.subject)")
        lines.append("")
        lines.append(message.readable.text)
        for part in message.attachments {
            let size = message.decodedSize(of: part)
            lines.append("[\(part.number)] \(part.filename ?? "") \(part.mediaType) \(size)")
        }
        return lines.joined(separator: "\n")
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
