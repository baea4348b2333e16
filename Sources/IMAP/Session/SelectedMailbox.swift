/// What a session knows of the mailbox that is selected or is being selected.
struct SelectedMailbox {
    var state: Session.SelectState
    /// The tagged OK has come.
    var isOpen = false
    /// Nothing is believed before `[CLOSED]` has ended the mailbox before (RFC 7162 §3.2.11).
    var awaitsClosed: Bool
    var modSeqs = ModSeqTracker()
    /// Nil where messages are never spoken of by position (QRESYNC).
    private var map: SequenceMap?

    init(_ selection: Selection, resynchronises: Bool, byUID: Bool, awaitsClosed: Bool) {
        state = Session.SelectState(
            mailbox: selection.mailbox, isReadOnly: selection.isReadOnly,
            isResynchronised: resynchronises)
        self.awaitsClosed = awaitsClosed
        map = byUID ? nil : SequenceMap()
    }

    /// Whether news of messages are this mailbox's: it is open, or the server brings it up to date.
    var hearsOfMessages: Bool { isOpen || (state.isResynchronised && !awaitsClosed) }

    /// The tagged OK of SELECT.
    mutating func open(isReadOnly: Bool) {
        isOpen = true
        awaitsClosed = false
        if isReadOnly { state.isReadOnly = true }
    }

    /// A detail that only the opening of a mailbox tells, so that the one before is surely closed.
    mutating func describe(_ change: (inout Session.SelectState) -> Void) {
        awaitsClosed = false
        change(&state)
    }

    /// HIGHESTMODSEQ, or nil for NOMODSEQ.
    mutating func announce(_ modSeq: ModSeq?) {
        guard !awaitsClosed else { return }
        if !isOpen { state.highestModSeq = modSeq }
        if let modSeq { modSeqs.announce(modSeq) }
    }

    /// `* n EXISTS`; false when messages are missing that nobody said were expunged.
    mutating func exists(_ count: Int) -> Bool {
        let shrank = count < state.exists
        state.exists = count
        if shrank { map?.removeAll() }
        map?.grow(to: count)
        return !(shrank && isOpen)
    }

    /// `* n EXPUNGE`; nil when it cannot be said which message that was.
    mutating func expunge(_ position: SequenceNumber) -> UID? {
        guard position.index < state.exists else {
            forgetPositions()
            return nil
        }
        state.exists -= 1
        return map?.expunge(position)
    }

    mutating func vanish(_ uids: UIDSet) {
        state.exists = max(0, state.exists - uids.count)
        forgetPositions()
    }

    /// Which message a FETCH is about; false when what it says cannot be.
    mutating func identify(_ fetch: Response.Fetch) -> (uid: UID?, isConsistent: Bool) {
        guard let position = fetch.position else { return (fetch.uid, true) }
        guard let uid = fetch.uid else { return (map?[position], true) }
        guard position.index < state.exists, map?.teach(uid, at: position) == false else {
            return (uid, true)
        }
        forgetPositions()
        return (uid, false)
    }

    /// The UIDs of all messages, of which there should be as many as the server says.
    mutating func learn(all uids: UIDSet) {
        guard map != nil, uids.count == state.exists, uids.count <= Limits.sequenceMap else {
            return
        }
        map?.fill(uids)
    }

    private mutating func forgetPositions() {
        map?.removeAll()
        map?.grow(to: state.exists)
    }
}
