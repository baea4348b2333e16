import Console
import Mail

/// The question for a mailbox of any account, answered by a few of its letters.
struct MailboxPrompt: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
        case change
        case move([ListRow])
        case copy([ListRow])
    }

    /// A place to choose.
    struct Choice: Equatable, Sendable {
        let scope: ListScope
        let name: String
        let counts: MailboxCounts
    }

    let purpose: Purpose
    /// In the order they are offered while nothing is typed.
    let choices: [Choice]
    var editor = LineEditor(text: "")
    private(set) var chosen = 0

    var label: TerminalText {
        switch purpose {
        case .change: "Change to mailbox: "
        case .move(let rows): "Move \(counted(rows.count, "message")) to: "
        case .copy(let rows): "Copy \(counted(rows.count, "message")) to: "
        }
    }

    /// The choices that fit what was typed, the best first.
    var matches: [Choice] {
        let letters = editor.text
        let scored = choices.enumerated().compactMap { position, choice in
            Fuzzy.score(letters, in: choice.name).map { (score: $0, position: position) }
        }
        return scored.sorted { ($1.score, $0.position) < ($0.score, $1.position) }
            .map { choices[$0.position] }
    }

    var choice: Choice? {
        let matches = matches
        return matches.indices.contains(chosen) ? matches[chosen] : nil
    }

    mutating func answer(_ key: Key) -> PromptOutcome {
        switch key {
        case .down, .tab, .control("n"):
            chosen = matches.isEmpty ? 0 : (chosen + 1) % matches.count
            return .stays
        case .up, .backTab, .control("p"):
            chosen = matches.isEmpty ? 0 : (chosen + matches.count - 1) % matches.count
            return .stays
        default:
            let before = editor.text
            let outcome = editor.answer(key)
            if editor.text != before { chosen = 0 }
            return outcome
        }
    }
}

extension MailboxIndex {
    /// What the mailbox prompt offers to look at: all inboxes, then every mailbox.
    func placesToOpen(counts: (MailboxSummary) -> MailboxCounts) -> [MailboxPrompt.Choice] {
        let inboxes = mailboxes.filter { $0.role == .inbox }
        let all = MailboxPrompt.Choice(
            scope: .unified(.inbox), name: MailboxIndex.unifiedName(.inbox),
            counts: inboxes.map(counts).reduce(MailboxCounts(), +))
        return [all] + mailboxes.filter(\.holdsMail).map { choice($0, counts($0)) }
    }

    /// What the prompt offers as a target: the account's mailboxes, the last target first.
    func targets(
        last: MailboxID?, from account: AccountID?, except source: MailboxID?,
        counts: (MailboxSummary) -> MailboxCounts
    ) -> [MailboxPrompt.Choice] {
        let possible = mailboxes.filter {
            $0.holdsMail && $0.id != source && $0.account == account
        }
        let first = possible.filter { $0.id == last }
        let others = possible.filter { $0.id != last }
        let ranked = others.enumerated().sorted { one, other in
            (one.element.rankAsTarget, one.offset) < (other.element.rankAsTarget, other.offset)
        }
        return (first + ranked.map(\.element)).map { choice($0, counts($0)) }
    }

    private func choice(
        _ mailbox: MailboxSummary, _ counts: MailboxCounts
    ) -> MailboxPrompt.Choice {
        MailboxPrompt.Choice(
            scope: .mailbox(mailbox.id), name: fullName(mailbox), counts: counts)
    }
}

extension MailboxSummary {
    /// How likely mail is moved there by hand: a hasty Enter must not fill Drafts.
    fileprivate var rankAsTarget: Int {
        switch role {
        case .archive: 0
        case nil: 1
        case .inbox, .all, .flagged: 2
        case .junk, .trash: 3
        case .sent, .drafts: 4
        }
    }
}
