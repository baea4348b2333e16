/// News of the selected mailbox, with positions turned into UIDs.
///
/// What comes while a mailbox is being opened is the old one's until `[CLOSED]`, and is dropped:
/// that mailbox is brought up to date when it is opened again.
extension Session {
    mutating func exists(_ count: Int) {
        guard mailbox?.awaitsClosed == false, let isConsistent = mailbox?.exists(count),
            mailbox?.isOpen == true
        else { return }
        if !isConsistent { emit(.resyncNeeded) }
        emit(.exists(count))
    }

    mutating func expunge(_ position: SequenceNumber) {
        guard mailbox?.isOpen == true else { return }
        if let uid = mailbox?.expunge(position) {
            emit(.expunged(uid))
        } else {
            emit(.resyncNeeded)
        }
    }

    mutating func vanish(_ uids: UIDSet, _ isEarlier: Bool) {
        guard mailbox?.hearsOfMessages == true else { return }
        // What vanished earlier is not counted in EXISTS and moves no position.
        if !isEarlier { mailbox?.vanish(uids) }
        emit(.vanished(uids, earlier: isEarlier))
    }

    mutating func receive(_ fetch: Response.Fetch) {
        guard mailbox?.hearsOfMessages == true, let identity = mailbox?.identify(fetch) else {
            return
        }
        if !identity.isConsistent { emit(.resyncNeeded) }
        guard let uid = identity.uid else {
            if fetch.position != nil { emit(.resyncNeeded) }
            return
        }
        var message = fetch.message
        message.uid = uid
        if let modSeq = message.modSeq { mailbox?.modSeqs.see(modSeq) }
        if let flags = message.flags, message.hasOnlyFlags {
            emit(.flags(uid, flags, message.modSeq))
        } else {
            emit(.message(message))
        }
    }
}

extension FetchedMessage {
    fileprivate var hasOnlyFlags: Bool {
        internalDate == nil && size == nil && structure == nil && contents.isEmpty
    }
}
