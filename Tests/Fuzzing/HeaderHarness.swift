import MIME
import Mail

/// Header fields made of any octets.
enum HeaderHarness {
    static func addressFault(_ octets: [UInt8]) -> String? {
        let envelope = ParsedMessage(Array("From: ".utf8) + octets).envelope
        let lists = [envelope.from, envelope.to, envelope.cc, envelope.replyTo, envelope.sender]
        for list in lists {
            guard list.count <= 5_000 else { return "\(list.count) addresses" }
            for person in list {
                let size = person.name.utf8.count + person.address.utf8.count
                // One octet can become a replacement character of three.
                guard size <= 3 * octets.count + 3 else { return "\(size) octets of an address" }
                guard !person.address.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
                    return "a line end in an address"
                }
            }
        }
        return nil
    }

    static func wordFault(_ octets: [UInt8]) -> String? {
        let message = ParsedMessage(Array("Subject: ".utf8) + octets)
        let size = message.envelope.subject.utf8.count
        return size <= 4 * octets.count + 4 ? nil : "\(size) octets of a subject"
    }

    static func headerFault(_ octets: [UInt8]) -> String? {
        let message = ParsedMessage(octets)
        guard message.headerFields.count <= 10_000 else { return "too many fields" }
        var end = 0
        for field in message.headerFields {
            guard field.name.lowerBound >= end, field.name.upperBound <= field.body.lowerBound,
                field.body.upperBound <= octets.count
            else { return "fields overlap" }
            end = field.body.upperBound
            let size = message.text(of: field).utf8.count
            guard size <= 4 * field.body.count + 4 else { return "\(size) octets of a field" }
        }
        guard message.envelope.references.count <= 1_000 else { return "too many references" }
        return nil
    }

    static func parameterFault(_ octets: [UInt8]) -> String? {
        let field = Array("Content-Type: ".utf8) + octets
        let disposition = Array("\r\nContent-Disposition: attachment; ".utf8) + octets
        let part = ParsedMessage(field + disposition).root
        let parameters = part.contentType.parameters.all
        guard parameters.count <= 200 else { return "\(parameters.count) parameters" }
        let size = parameters.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard size <= 8 * octets.count + 8 else { return "\(size) octets of parameters" }
        guard part.mediaType.utf8.contains(0x2F) else { return "a type without a slash" }
        return nil
    }
}
