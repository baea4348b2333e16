import Wire

@testable import IMAP

/// An event as a transcript writes it: one line, in words.
func text(of event: Session.Event) -> String {
    switch event {
    case .ready(let capabilities, let enabled):
        let on = enabled.isEmpty ? "" : " enabled \(words(enabled.map(\.name)))"
        return "ready \(words(capabilities.map(\.name)))\(on)"
    case .loginRefused(let refusal): return "login-refused \(text(of: refusal))"
    case .loginGivenUp(let doubt): return "login-given-up \(doubt)"
    case .opening(let name): return "opening \(name)"
    case .selected(let state): return "selected \(text(of: state))"
    case .mailboxListed(let listing): return "listed \(text(of: listing))"
    case .status(let name, let status): return "status \(name)\(text(of: status))"
    case .exists(let count): return "exists \(count)"
    case .message(let message): return "message \(text(of: message))"
    case .bodyChunk(let chunk):
        let uid = chunk.uid.map { " uid=\($0)" } ?? ""
        let name = chunk.section.encoded
        return "chunk\(uid) [\(name)] \(chunk.octets.count) of \(chunk.total)"
    case .flags(let uid, let flags, let modSeq):
        return "flags uid=\(uid) \(text(of: flags))" + (modSeq.map { " modseq=\($0)" } ?? "")
    case .vanished(let uids, let isEarlier): return "vanished \(uids)\(isEarlier ? " earlier" : "")"
    case .expunged(let uid): return "expunged \(uid)"
    case .resyncNeeded: return "resync-needed"
    case .searched(let tag, let result):
        return "searched \(tag) uids=\(result.uids.map(\.description) ?? "?")"
            + " count=\(result.count.map(String.init) ?? "?")"
    case .copied(let tag, let validity, let mapping):
        return "copied \(tag?.description ?? "-") validity=\(validity) \(mapping.sources) -> "
            + "\(mapping.destinations)"
    case .appended(let tag, let validity, let uid):
        return "appended \(tag) validity=\(validity) uid=\(uid)"
    case .idling: return "idling"
    case .completed(let tag, .ok(let success)):
        return "ok \(tag)" + (success.code.map { " [\($0)]" } ?? "")
            + (success.highestModSeq.map { " modseq=\($0)" } ?? "")
    case .completed(let tag, .refused(let refusal)): return "refused \(tag) \(text(of: refusal))"
    case .alert(let text): return "alert \(text)"
    case .closing(let text): return "closing \(text)"
    case .unreadable(let excerpt):
        return "unreadable" + (excerpt.uid.map { " uid=\($0)" } ?? "") + " \(excerpt.text)"
    }
}

/// The arithmetic a session asks for, as a transcript writes it.
func text(of task: SCRAMTask) -> String {
    let salt = String(decoding: Base64.encode(task.salt), as: UTF8.self)
    let message = String(decoding: task.message, as: UTF8.self)
    let hash = task.hash == .sha256 ? "SHA-256" : "SHA-1"
    return "prove \(hash) \(task.iterations) \(salt) \(message)"
}

private func words(_ names: [String]) -> String {
    "[\(names.sorted().joined(separator: " "))]"
}

private func text(of flags: Set<Flag>) -> String {
    words(flags.map { $0.isSystem ? $0.name.dropFirst().lowercased() : $0.name })
}

private func text(of refusal: Refusal) -> String {
    (refusal.isBadCommand ? "BAD" : "NO") + (refusal.code.map { " [\($0)]" } ?? "")
        + " \(refusal.text)"
}

private func text(of state: Session.SelectState) -> String {
    var words = ["\(state.mailbox)", "exists=\(state.exists)"]
    words += state.uidValidity.map { ["validity=\($0)"] } ?? []
    words += state.uidNext.map { ["next=\($0)"] } ?? []
    words += state.highestModSeq.map { ["modseq=\($0)"] } ?? []
    words += state.permanentFlags.map { ["permanent=\(text(of: $0))"] } ?? []
    if state.allowsNewKeywords { words.append("new-keywords") }
    if state.isReadOnly { words.append("read-only") }
    if state.isResynchronised { words.append("resynchronised") }
    return words.joined(separator: " ")
}

private func text(of listing: MailboxListing) -> String {
    let delimiter = listing.delimiter.map { String(decoding: [$0], as: UTF8.self) } ?? "none"
    let origin = listing.origin == .list ? "" : " by \(listing.origin)"
    return "\(listing.name) \(delimiter) \(words(listing.attributes.map(\.name)))\(origin)"
}

private func text(of status: MailboxStatus) -> String {
    var words = [""]
    words += status.messages.map { ["messages=\($0)"] } ?? []
    words += status.unseen.map { ["unseen=\($0)"] } ?? []
    words += status.uidNext.map { ["next=\($0)"] } ?? []
    words += status.uidValidity.map { ["validity=\($0)"] } ?? []
    words += status.highestModSeq.map { ["modseq=\($0)"] } ?? []
    return words.joined(separator: " ")
}

private func text(of message: FetchedMessage) -> String {
    var words = ["uid=\(message.uid)"]
    words += message.flags.map { [text(of: $0)] } ?? []
    words += message.modSeq.map { ["modseq=\($0)"] } ?? []
    words +=
        message.internalDate.map { ["date=\($0.seconds)\($0.offset < 0 ? "" : "+")\($0.offset)"] }
        ?? []
    words += message.size.map { ["size=\($0)"] } ?? []
    switch message.structure {
    case .tree(let tree): words.append("structure=\(text(of: tree))")
    case .unreadable: words.append("structure=unreadable")
    case nil: break
    }
    for content in message.contents {
        let origin = content.origin.map { "<\($0)>" } ?? ""
        switch content.octets {
        case .held(let octets):
            let text = String(decoding: octets, as: UTF8.self).split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline
            ).joined(separator: "|")
            words.append("[\(content.section.encodedForTest)]\(origin)=\(text)")
        case .streamed(let count):
            words.append("[\(content.section.encodedForTest)]\(origin) streamed \(count)")
        case .absent: words.append("[\(content.section.encodedForTest)]\(origin) absent")
        }
    }
    return words.joined(separator: " ")
}

func text(of tree: BodyStructure) -> String {
    let children =
        tree.children.isEmpty ? "" : "(\(tree.children.map(text).joined(separator: " ")))"
    let number = tree.number.map { "\($0):" } ?? ""
    let parameters = (tree.parameters + (tree.disposition?.parameters ?? [])).map {
        ";\($0.name)=\($0.value)"
    }.joined()
    let disposition = tree.disposition.map { ",\($0.kind)" } ?? ""
    let size = tree.size.map { ",\($0)" } ?? ""
    return "\(number)\(tree.type)/\(tree.subtype)\(disposition)\(size)\(parameters)\(children)"
}

extension Section {
    fileprivate var encodedForTest: String { self == .headerFields ? "fields" : encoded }
}
