import Wire

/// Responses of a logged-in server.
extension Session {
    mutating func answer(_ response: Response, _ range: Range<Int>) {
        switch response {
        case .continuation: consent()
        case .tagged(let tag, let status):
            guard let entry = pipeline.finish(tag) else {
                return emit(.unreadable(excerpt(range)))
            }
            finish(entry, status)
        case .status(let status): hear(status)
        case .capability(let found): learn(found)
        case .search(let answer):
            if !answer.isExtended, dialect.capabilities.contains(.esearch) {
                note(.searchForESearch)
            }
            pipeline.collect(answer)
        case .mailbox(let listing): emit(.mailboxListed(listing))
        case .mailboxStatus(let name, let status): emit(.status(name, status))
        case .flags: mailbox?.awaitsClosed = false
        case .exists(let count): exists(Int(count))
        case .expunge(let position): expunge(position)
        case .vanished(let uids, let isEarlier): vanish(uids, isEarlier)
        case .fetch(let fetch): receive(fetch)
        case .unreadable(let uid):
            pipeline.spoil()
            emit(.unreadable(excerpt(range, uid: uid)))
        case .enabled, .ignored: break
        }
    }

    /// `+`: a literal may follow, or IDLE has begun.
    private mutating func consent() {
        if let piece = pipeline.release() { return send(piece) }
        switch idle {
        case .asked:
            idle = .waiting
            emit(.idling)
        case .ending: send(Array("DONE\r\n".utf8))
        case .none, .waiting: break
        }
    }

    // MARK: Status

    /// An untagged status: news of the mailbox, a word to the person, or the end.
    private mutating func hear(_ status: Response.Status) {
        if status.condition == .bye { return hearGoodbye(status) }
        switch status.code {
        case .alert: emit(.alert(Session.text(status)))
        case .capability(let found): learn(found)
        case .copyUID(let validity, let mapping):
            emit(.copied(pipeline.underWay.first?.tag, validity, mapping))
        case .closed: mailbox?.awaitsClosed = false
        case .highestModSeq(let modSeq): mailbox?.announce(modSeq)
        case .noModSeq: mailbox?.announce(nil)
        case .uidValidity(let validity): mailbox?.describe { $0.uidValidity = validity }
        case .uidNext(let uid): mailbox?.describe { $0.uidNext = uid }
        case .permanentFlags(let flags, let allowsNew):
            mailbox?.describe {
                $0.permanentFlags = flags
                $0.allowsNewKeywords = allowsNew
            }
        case .readOnly: mailbox?.describe { $0.isReadOnly = true }
        case .readWrite, .appendUID, .other, nil: break
        }
    }

    private mutating func hearGoodbye(_ status: Response.Status) {
        guard !saidGoodbye else { return }
        saidGoodbye = true
        let wasAsked = pipeline.underWay.contains { entry in
            if case .command(.logout) = entry.job { true } else { false }
        }
        guard !wasAsked else { return }
        emit(.closing(Session.text(status)))
        phase = .over
    }

    /// The server's words as they may reach a person.
    static func text(_ status: Response.Status) -> String {
        String(decoding: status.text.prefix(Limits.serverText), as: UTF8.self).withoutControls
    }

    static func refusal(_ status: Response.Status) -> Refusal {
        Refusal(
            code: status.code?.name, text: text(status), isBadCommand: status.condition == .bad)
    }

    // MARK: The end of a command

    private mutating func finish(_ entry: Pipeline.Entry, _ status: Response.Status) {
        guard case .command(let command) = entry.job else { return }
        if case .alert = status.code { emit(.alert(Session.text(status))) }
        if case .highestModSeq(let modSeq) = status.code { mailbox?.announce(modSeq) }
        if case .idle = command { idle = .none }
        let isOK = status.condition == .ok
        if isOK { succeed(command, entry, status.code) } else { fail(command) }
        let reached = mailbox?.modSeqs.advance()
        let success = Success(code: status.code?.name, highestModSeq: reached)
        emit(.completed(entry.tag, isOK ? .ok(success) : .refused(Session.refusal(status))))
        if case .logout = command { phase = .over }
    }

    private mutating func succeed(
        _ command: Command, _ entry: Pipeline.Entry, _ code: ResponseCode?
    ) {
        switch command {
        case .select:
            if case .readOnly = code {
                mailbox?.open(isReadOnly: true)
            } else {
                mailbox?.open(isReadOnly: false)
            }
            guard let state = mailbox?.state else { return }
            dialect.hasModSeq = state.highestModSeq != nil
            emit(.selected(state))
        case .unselect: leaveMailbox()
        case .search(let keys, let kind):
            let result = Session.result(of: entry, kind)
            if keys == [.all] || keys.isEmpty, let uids = result.uids { mailbox?.learn(all: uids) }
            emit(.searched(entry.tag, result))
        case .copy, .move:
            guard case .copyUID(let validity, let mapping) = code else { return }
            emit(.copied(entry.tag, validity, mapping))
        case .append:
            guard case .appendUID(let validity, let uid) = code else { return }
            emit(.appended(entry.tag, validity, uid))
        default: break
        }
    }

    /// A refused SELECT leaves no mailbox selected (RFC 9051 §6.3.2).
    private mutating func fail(_ command: Command) {
        if case .select = command { leaveMailbox() }
    }

    private mutating func leaveMailbox() {
        mailbox = nil
        dialect.hasModSeq = false
    }

    private static func result(
        of entry: Pipeline.Entry, _ kind: SearchResultKind
    ) -> SearchResult {
        guard !entry.isSpoiled, let answer = entry.search else { return SearchResult() }
        // ESEARCH leaves ALL out when nothing matches (RFC 4731 §3.1).
        let uids = kind == .uids && answer.isExtended ? answer.uids ?? UIDSet() : answer.uids
        return SearchResult(uids: uids, count: answer.count ?? uids?.count)
    }
}
