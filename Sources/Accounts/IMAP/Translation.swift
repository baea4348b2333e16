import IMAP
import MIME
import Mail
import Storage

/// The one border where IMAP's words become ours and back.
enum Translation {
    /// System flags and keywords of a message; what neither side can keep is left out.
    static func split(_ flags: Set<IMAP.Flag>) -> (Flags, [Keyword]) {
        var known: Flags = []
        var keywords: [Keyword] = []
        for flag in flags {
            if let match = systemFlags.first(where: { $0.server == flag }) {
                known.insert(match.ours)
            } else if !flag.isSystem, let keyword = Keyword(flag.name) {
                keywords.append(keyword)
            }
        }
        return (known, keywords.sorted())
    }

    static func flags(_ flags: Flags, _ keywords: [Keyword]) -> Set<IMAP.Flag> {
        var result = Set(systemFlags.filter { flags.contains($0.ours) }.map(\.server))
        for keyword in keywords {
            if let flag = IMAP.Flag(keyword.name) { result.insert(flag) }
        }
        return result
    }

    /// Nil for a message of which the server told no header: it is asked for again later.
    static func arrival(_ message: FetchedMessage) -> RemoteArrival? {
        guard let header = message.octets(of: .headerFields) else { return nil }
        let (flags, keywords) = split(message.flags ?? [])
        return RemoteArrival(
            number: message.uid.stored, flags: flags, keywords: keywords,
            received: message.internalDate.map { Timestamp(seconds: $0.seconds) },
            size: message.size.flatMap { Int(exactly: $0) },
            envelope: Envelope(headerOctets: header), attachments: nil, preview: nil)
    }

    static func remoteFlags(_ uid: UID, _ flags: Set<IMAP.Flag>) -> RemoteFlags {
        let (known, keywords) = split(flags)
        return RemoteFlags(number: uid.stored, flags: known, keywords: keywords)
    }

    private static let systemFlags: [(server: IMAP.Flag, ours: Flags)] = [
        (.seen, .seen), (.flagged, .flagged), (.answered, .answered), (.draft, .draft),
        (.deleted, .deleted),
    ]
}
