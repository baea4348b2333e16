import IMAP
import Mail
import Storage

/// What a cut left open is found out by looking, never by sending it again blindly.
extension JournalSender {
    mutating func resolveUnknown() async throws(Problem) {
        let batches = try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.unresolvedBatches(of: account)
        }
        for batch in batches {
            if case .flags = batch.kind {
                // Told twice, flags are as they were told once.
                try await requeue(batch)
            } else {
                try await observe(batch)
            }
        }
    }

    /// Gone from the source: it happened, or there is nothing left that it could happen to.
    private mutating func observe(_ batch: PendingBatch) async throws(Problem) {
        guard try await open(batch) != nil else { return }
        let present = try await link.search([.messages(.uids(batch.uids))])
        let (there, gone) = batch.parted { item in
            UID(stored: item.number).map(present.contains) ?? false
        }
        if !gone.items.isEmpty { try await confirm(gone, placed: [:]) }
        guard !there.items.isEmpty else { return }
        switch batch.kind {
        case .copy(let target):
            try await requeue(notFound(of: there, in: target))
        case .move(let target) where !link.capabilities.contains(.move):
            try await finishMove(there, to: target)
        default:
            try await requeue(there)
        }
    }

    /// A move by COPY may have come as far as the target: then only the source is left to remove.
    private mutating func finishMove(
        _ batch: PendingBatch, to target: MailboxID
    ) async throws(Problem) {
        let undone = try await notFound(of: batch, in: target)
        try await requeue(undone)
        let (copied, _) = batch.parted { !undone.items.contains($0) }
        guard !copied.items.isEmpty, try await open(batch) != nil else { return }
        _ = try await expunge(copied.uids)
    }

    /// The part of a batch whose messages did not come into the target.
    ///
    /// The store binds what it awaits there to what the target's news bring.
    private func notFound(
        of batch: PendingBatch, in target: MailboxID
    ) async throws(Problem) -> PendingBatch {
        guard let mailbox = mailboxes[target], mailbox.isCreated,
            var sync = MailboxSync(mailbox, filters: filters, link: link, store: store)
        else { return batch }
        _ = try await sync.catchUp()
        var undone = batch
        undone.items = []
        for item in batch.items {
            let place = try await store.run { store throws(StoreFault) in
                try await store.remotePlace(of: item.entry)
            }
            if place?.mailbox != target { undone.items.append(item) }
        }
        return undone
    }

    private func requeue(_ batch: PendingBatch) async throws(Problem) {
        guard !batch.items.isEmpty else { return }
        try await store.run { store throws(StoreFault) in try await store.requeue(batch) }
    }
}

extension PendingBatch {
    /// Two batches of the same kind: the items that are so, and the others.
    fileprivate func parted(_ isSo: (Item) -> Bool) -> (PendingBatch, PendingBatch) {
        var (first, second) = (self, self)
        first.items = items.filter(isSo)
        second.items = items.filter { !isSo($0) }
        return (first, second)
    }
}
