import Mail

/// The states of all accounts, with the last problem of each and what to do about it.
struct AccountsPane: Equatable, Sendable {
    /// A line of the pane, and which account it belongs to.
    struct Line: Equatable, Sendable {
        enum Kind: Equatable, Sendable {
            case name, state, problem, text
        }

        let account: Int
        let kind: Kind
        let text: String
    }

    var selected = 0

    mutating func select(_ position: Int, of count: Int) {
        selected = min(max(0, position), max(0, count - 1))
    }

    static func lines(_ accounts: [AccountSummary], now: Timestamp, zone: LocalZone) -> [Line] {
        accounts.enumerated().flatMap { position, account in
            account.paneLines(now: now, zone: zone).map { kind, text in
                Line(account: position, kind: kind, text: text)
            }
        }
    }
}

extension AccountSummary {
    fileprivate func paneLines(
        now: Timestamp, zone: LocalZone
    ) -> [(AccountsPane.Line.Kind, String)] {
        var lines: [(AccountsPane.Line.Kind, String)] = [
            (.name, "\(name)  \(kind.rawValue.uppercased())  \(address)")
        ]
        let state = stateText(now: now, zone: zone)
        lines.append((urgency >= 2 ? .problem : .state, state))
        if let problem {
            lines.append((.problem, problem.headline))
            if !problem.detail.isEmpty { lines.append((.text, problem.detail)) }
            if !problem.remedy.isEmpty { lines.append((.text, "→ \(problem.remedy)")) }
        }
        if case .needsPassword = self.state { lines.append((.text, "→ Enter asks for it")) }
        if let lastSync {
            let date = DateText(lastSync, now: now, zone: zone).long
            lines.append((.text, "Last agreed with the server: \(date)"))
        }
        if pending > 0 {
            lines.append((.text, "\(counted(pending, "change")) not yet at the server; $ sends"))
        }
        if let holdings {
            lines.append((.text, holdings.sentence(now: now, zone: zone)))
        }
        lines += capabilities.sentences.map { (.text, $0) }
        lines.append((.text, ""))
        return lines
    }
}
