import MIME
import Mail
import Presentation

/// Turns a raw message into what the reader shows.
struct DocumentBuilder: Sendable {
    let zone: LocalZone

    /// The readable form of a message or of a part of it; nil when there is no such part.
    ///
    /// - Parameter remembered: the character set the person chose for the sender, used for texts that
    ///   declare none, or that do not decode as what they declare.
    func document(
        _ request: DocumentRequest, _ message: ParsedMessage, remembered: String? = nil
    ) -> MessageDocument? {
        guard let number = request.part else {
            return document(request, of: message, prefix: "", remembered)
        }
        guard let found = MessagePart(number, in: message) else { return nil }
        if let enclosed = found.enclosed {
            return document(request, of: enclosed, prefix: number + ".", remembered)
        }
        return document(request, ofPart: found, remembered)
    }

    /// - Parameter prefix: what stands before the numbers of parts of an enclosed message, so that
    ///   they are those of the message around it.
    private func document(
        _ request: DocumentRequest, of message: ParsedMessage, prefix: String,
        _ remembered: String?
    ) -> MessageDocument {
        let readable = message.readable(wish(request, part: nil, remembered))
        return MessageDocument(
            request, chosenFields: chosenFields(of: message), allFields: allFields(of: message),
            suspicions: message.suspicions, cards: cards(of: message, prefix: prefix),
            text: readable.reading, textSource: .init(readable.source),
            otherSource: readable.otherSource.map { .init($0) }, charset: readable.charset,
            hiddenRemoteImages: readable.hiddenRemoteImages,
            attachments: message.attachments.map { attachment($0, of: message, prefix: prefix) },
            notes: MessageNotes(message, readable).sentences)
    }

    /// A text by itself, under the head of the message it belongs to.
    private func document(
        _ request: DocumentRequest, ofPart found: MessagePart, _ remembered: String?
    ) -> MessageDocument {
        let (message, part) = (found.message, found.part)
        let readable = message.readable(wish(request, part: part.number, remembered))
        let name = part.filename ?? ""
        let title = [name, part.mediaType].filter { !$0.isEmpty }.joined(separator: ", ")
        return MessageDocument(
            request, chosenFields: [.init("Part", title)] + chosenFields(of: message),
            allFields: [.init("Part", title)] + allFields(of: message),
            suspicions: message.suspicions, text: readable.reading,
            textSource: .init(readable.source),
            otherSource: readable.otherSource.map { .init($0) }, charset: readable.charset,
            hiddenRemoteImages: readable.hiddenRemoteImages)
    }

    private func wish(
        _ request: DocumentRequest, part: String?, _ remembered: String?
    ) -> ReadingWish {
        let form: ReadingWish.Form =
            switch request.form {
            case .byRule: .byRule
            case .plain: .plain
            case .html: .html
            }
        return ReadingWish(
            form: form, charset: request.charset, likelyCharset: remembered, part: part)
    }

    // MARK: Parts

    private func cards(of message: ParsedMessage, prefix: String) -> [MailCard] {
        message.cards(in: zone).map { card in
            var card = card
            card.part = prefix + card.part
            return card
        }
    }

    private func attachment(
        _ part: Part, of message: ParsedMessage, prefix: String
    ) -> MessageDocument.Attachment {
        let contents = message.contents(of: part)
        return .init(
            part: prefix + part.number, fileName: message.name(of: part), mediaType: part.mediaType,
            size: message.decodedSize(of: part), contents: contents.name,
            warning: contents.warning, isReadable: DocumentBuilder.isReadable(part))
    }

    /// Texts, whole messages, and what programs write as text.
    static func isReadable(_ part: Part) -> Bool {
        switch part.contentType.type {
        case "text": true
        case "message": !part.isPartial && !part.isExternal
        default: part.mediaType == "application/json" || part.mediaType == "application/xml"
        }
    }

    // MARK: Fields

    private func allFields(of message: ParsedMessage) -> [MessageDocument.Field] {
        message.headerFields.map { .init(message.name(of: $0), message.text(of: $0)) }
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
            fields.append(.init(name, text(of: addresses)))
        }
        let list = message.headerFields.first { message.name(of: $0).lowercased() == "list-id" }
        if let list { fields.append(.init("List", message.text(of: list))) }
        fields.append(.init("Subject", envelope.subject))
        return fields
    }

    /// Reply-To is worth a line only where it leads elsewhere.
    private func strangers(_ replyTo: [Address], _ from: [Address]) -> [Address] {
        let known = Set(from.map { $0.address.lowercased() })
        return replyTo.filter { !known.contains($0.address.lowercased()) }
    }

    private func text(of addresses: [Address]) -> String {
        let shown = addresses.prefix(Limits.shownAddresses).map(text(of:)).joined(separator: ", ")
        let rest = addresses.count - Limits.shownAddresses
        return rest > 0 ? "\(shown) and \(rest) more" : shown
    }

    /// Name and address both: a name may pretend to be another address.
    private func text(of address: Address) -> String {
        let shown = DomainText.shownAddress(address.address)
        if address.name.isEmpty { return shown }
        return shown.isEmpty ? address.name : "\(address.name) <\(shown)>"
    }

    private func text(of date: Timestamp) -> String {
        let time = zone.civilTime(date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(days[time.weekday]) \(time.year)-\(two(time.month))-\(two(time.day)) "
            + "\(two(time.hour)):\(two(time.minute))"
    }
}

extension ParsedMessage {
    /// What the part calls itself, or the subject of the message it is.
    func name(of part: Part) -> String {
        if let name = part.filename { return name }
        let subject = envelope(of: part)?.subject ?? ""
        return subject.isEmpty ? "" : "\(subject).eml"
    }
}

extension MessageDocument.TextSource {
    fileprivate init(_ source: ReadableText.Source) {
        self =
            switch source {
            case .plain: .plain
            case .html: .html
            case .none: .none
            }
    }
}
