import Accounts
import Mail
import Storage

/// `martlet filter`: gives the mail of one mailbox to its account's filters.
public struct FilterCommand: Sendable {
    public var account: String?
    /// By name or role.
    public var mailbox: String
    /// Only say what would be done.
    public var isDryRun: Bool

    public init(account: String?, mailbox: String, isDryRun: Bool) {
        self.account = account
        self.mailbox = mailbox
        self.isDryRun = isDryRun
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let names = try await workplace.names()
        let owner: AccountID? = if let account { try names.account(named: account) } else { nil }
        let target = try names.mailbox(named: mailbox, in: owner)
        let filtering = try workplace.filtering(target, names)
        let action = try await workplace.reading { _ throws(StoreFault) in
            try await filtering.change(of: target)
        }
        guard case .file(let groups)? = action else {
            output.note("No filter holds for any message of \(names.mailbox(target)).")
            return
        }
        guard !isDryRun else { return show(groups, output) }
        let outcome = try await workplace.writing { store throws(StoreFault) in
            try await store.apply(Change(.none, .file(groups)))
        }
        for name in outcome.unknownMailboxes.sorted() {
            output.note("There is no mailbox \"\(name)\" at the server; its mail stays.")
        }
        output.result(
            .object([
                ("change", .string(outcome.description)),
                ("affected", JSONValue(outcome.affected)),
            ]), outcome.description)
        try await workplace.tellServers(of: outcome.accounts, waits: false)
    }

    private func show(_ groups: [FiledEntries], _ output: Output) {
        for group in groups {
            let filing = group.filing
            for entry in group.entries {
                output.result(
                    .object([
                        ("id", .integer(entry.rawValue)),
                        ("move", JSONValue(filing.mailbox?.name)),
                        ("label", JSONValue(filing.labels.map(\.name))),
                        ("seen", .bool(filing.isSeen)),
                    ]), entry.description, filing.sentence)
            }
        }
    }
}

extension Filing {
    /// What is done, in a few words.
    fileprivate var sentence: String {
        var words: [String] = []
        if let mailbox { words.append("move to \(mailbox.name)") }
        if !labels.isEmpty { words.append("label \(labels.map(\.name).joined(separator: " "))") }
        if isSeen { words.append("mark as read") }
        return words.joined(separator: ", ")
    }
}
