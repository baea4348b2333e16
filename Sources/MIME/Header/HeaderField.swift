/// One field of a header as places in the octets of the message (RFC 5322 §2.2).
///
/// Nothing is copied or decoded, so that order and octets are kept and an unused field is cheap.
public struct HeaderField: Hashable, Sendable {
    public let name: Range<Int>
    /// After the colon, folds included, the last line end left out.
    public let body: Range<Int>
    let known: HeaderName?
}

/// The fields that we understand.
enum HeaderName: String, CaseIterable {
    case from, sender, to, cc, bcc, subject, date, references
    case replyTo = "reply-to"
    case messageID = "message-id"
    case inReplyTo = "in-reply-to"
    case listID = "list-id"
    case contentType = "content-type"
    case contentDisposition = "content-disposition"
    case contentEncoding = "content-transfer-encoding"
    case contentID = "content-id"

    /// May stand several times, each adding to the list.
    var isRepeatable: Bool { self == .to || self == .cc || self == .bcc }

    init?(_ octets: [UInt8], in range: Range<Int>) {
        guard range.count < HeaderName.byLength.count else { return nil }
        let candidates = HeaderName.byLength[range.count]
        guard
            let match = candidates.first(where: { candidate in
                candidate.octets.indices.allSatisfy { index in
                    octets[range.lowerBound + index].lowercased == candidate.octets[index]
                }
            })
        else { return nil }
        self = match.name
    }

    private static let byLength: [[(octets: [UInt8], name: HeaderName)]] = {
        let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0
        return (0...longest).map { length in
            allCases.filter { $0.rawValue.utf8.count == length }
                .map { (Array($0.rawValue.utf8), $0) }
        }
    }()
}
