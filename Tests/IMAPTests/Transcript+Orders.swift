import Testing
import Wire

@testable import IMAP

extension Player {
    /// What a `do:` line asks of the session.
    mutating func order(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "finish-idle": session.finishIdle()
        case "tls-started": session.tlsStarted()
        case "end": session.receiveEnd()
        case "bound":
            let kind = ChannelBinding.Kind(rawValue: words[1])
            session.secured(
                kind.map { ChannelBinding(kind: $0, octets: octets(inBase64: words[2])) })
        case "proved":
            session.proved(
                SCRAMProof(
                    clientProof: octets(inBase64: words[1]),
                    serverSignature: octets(inBase64: words[2])))
        default:
            guard let command = command(words) else {
                Issue.record("unknown order \(line)")
                return
            }
            session.submit(command)
        }
    }

    private func octets(inBase64 text: String) -> [UInt8] {
        Base64.decode(text.utf8) ?? []
    }

    private func command(_ words: [String]) -> Command? {
        let rest = Array(words.dropFirst())
        func name(_ index: Int) -> MailboxName? {
            rest.indices.contains(index) ? MailboxName(text: rest[index]) : nil
        }
        func uids(_ index: Int) -> UIDSet? {
            rest.indices.contains(index) ? UIDSet(text: rest[index].utf8) : nil
        }
        switch words[0] {
        case "noop": return .noop
        case "logout": return .logout
        case "idle": return .idle
        case "unselect": return .unselect
        case "list": return .list([])
        case "list-all": return .list([.specialUse, .subscribed, .status])
        case "lsub": return .listSubscribed
        case "xlist": return .listWithXLIST
        case "expunge-all": return .expungeAll
        case "expunge": return uids(0).map(Command.expunge)
        case "status": return name(0).map(Command.status)
        case "create": return name(0).map(Command.create)
        case "select": return name(0).map { .select(Selection($0)) }
        case "examine": return name(0).map { .select(Selection($0, isReadOnly: true)) }
        case "resync":
            guard let name = name(0), let validity = UInt64(rest[1]).flatMap(UIDValidity.init),
                let modSeq = UInt64(rest[2]).flatMap(ModSeq.init), let uids = uids(3)
            else { return nil }
            let known = Selection.Known(uidValidity: validity, modSeq: modSeq, uids: uids)
            return .select(Selection(name, known: known))
        case "summaries": return uids(0).map { .fetch(.uids($0), .summary) }
        case "flags": return .fetch(.all, .flags)
        case "changes":
            return UInt64(rest[0]).flatMap(ModSeq.init).map { .fetchFlags(.all, changedSince: $0) }
        case "structure": return uids(0).map { .fetch(.uids($0), .structure) }
        case "body": return uids(0).map { .fetch(.uids($0), .body(.message)) }
        case "store":
            return uids(0).map { .store($0, .add, Set(rest.dropFirst().compactMap(Flag.init))) }
        case "move": return uids(0).flatMap { set in name(1).map { .move(set, to: $0) } }
        case "copy": return uids(0).flatMap { set in name(1).map { .copy(set, to: $0) } }
        case "search-unseen": return .search([.lacks(.seen)], .uids)
        case "search-all": return .search([.all], .uids)
        case "count-flagged": return .search([.has(.flagged)], .count)
        case "append":
            guard let name = name(0) else { return nil }
            return Append(Array(rest[1].utf8), to: name, flags: [.seen]).map(Command.append)
        default: return nil
        }
    }
}
