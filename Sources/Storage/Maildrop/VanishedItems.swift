import Mail

/// What is remembered under names that a server no longer lists, or that may mean something else
/// now: a message that comes under another name may be one of these.
public struct VanishedItems: Hashable, Sendable {
    private var whole: [[UInt8]: [MaildropItem.ID]] = [:]
    private var headers: [String: [MaildropItem.ID]] = [:]
    /// Those of ``whole``, for a message of which only the header comes.
    private var letters: [Letter: [MaildropItem.ID]] = [:]

    /// What a header and a listing say together.
    private struct Letter: Hashable {
        var text: String
        var size: Int
    }

    public init() {}

    /// A message of which only the header is here is known by its letter, others by their octets.
    public mutating func add(_ item: MaildropItem) {
        if item.state == .headerOnly || item.sha256.isEmpty {
            guard !item.letter.isEmpty else { return }
            headers[item.letter, default: []].append(item.id)
        } else {
            whole[item.sha256, default: []].append(item.id)
            guard !item.letter.isEmpty else { return }
            for size in Set([item.size, item.listSize ?? item.size]) {
                letters[Letter(text: item.letter, size: size), default: []] += [
                    item.id, item.id.displaced(item.sha256),
                ]
            }
        }
    }

    /// Under what names the message may be remembered, those given up lately among them.
    func names(for message: DownloadedMessage) -> [MaildropItem.ID] {
        let letter = MaildropItem.letter(of: message.envelope)
        if message.isHeaderOnly {
            let same = letters[Letter(text: letter, size: message.octets.count)] ?? []
            return same + (headers[letter] ?? []).flatMap { [$0, $0.displaced([])] }
        }
        let same = (whole[message.sha256] ?? []).flatMap { [$0, $0.displaced(message.sha256)] }
        return same + (headers[letter] ?? []).flatMap { [$0, $0.displaced([])] }
    }
}
