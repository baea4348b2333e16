import MIME
import Mail
import POP
import Storage
import Wire

extension MaildropVisit {
    /// Where one name means another message than before, the others may as well, as where names
    /// are numbers that count from 1: they are looked at too.
    mutating func lookAtNames(_ plan: inout MaildropPlan) async throws(Problem) {
        guard !isRenumbered, found.hasTOP, plan.doubts > 0 else { return }
        let known = plan.kept.filter { !$0.stored.letter.isEmpty && $0.stored.state == .stored }
            .suffix(MaildropVisit.mostLooks)
        let letters = try await tops(known.map(\.item)) { header in
            Storage.MaildropItem.letter(of: ParsedMessage(header).envelope)
        }
        for (item, stored) in known where letters[item.number].map({ $0 != stored.letter }) ?? false
        {
            plan.doubt(item, stored, isWhole: rules.fetchesWhole(item.size))
        }
    }

    /// A header is a kilobyte or two.
    private static let mostLooks = 10_000

    /// Deletes what is stored since an earlier visit, if the server still means the same by its
    /// name.
    ///
    /// A name may have been given to another message meanwhile, and that one nobody has read. So
    /// the header is looked at once more; where the server cannot show it, its size has to do, and
    /// what the server said it had deleted is retrieved again.
    mutating func deleteEarlier(_ plan: inout MaildropPlan) async throws(Problem) {
        guard !isRenumbered, !plan.delete.isEmpty else { return }
        let known = plan.delete.filter { !$0.stored.letter.isEmpty }
        var letters: [MessageNumber: String] = [:]
        if found.hasTOP {
            letters = try await tops(known.map(\.item)) { header in
                Storage.MaildropItem.letter(of: ParsedMessage(header).envelope)
            }
        }
        var sure: [MaildropPlan.Item] = []
        for (item, stored) in plan.delete {
            let letter = letters[item.number]
            if letter == stored.letter || (letter == nil && !stored.wasToldDeleted) {
                sure.append(item)
            } else {
                plan.doubt(item, stored, isWhole: rules.fetchesWhole(item.size))
            }
        }
        let ids = sure.compactMap(\.id)
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.markForDeletion(ids, of: account)
        }
        for item in sure { doomed[item.number] = item.id }
        deletable += sure.map(\.number)
    }

    /// What the disk may not hold must stay at the server.
    func checkStore() async throws(Problem) {
        try await store.run { store throws(StoreFault) in try await store.checkSoundness() }
    }

    /// Makes the deletions real; without the server's word on it nothing is taken for granted.
    ///
    /// A line that is lost here costs nothing: all is stored, and the next listing tells.
    mutating func sayGoodbye() async throws(Problem) {
        do throws(Problem) {
            // Without QUIT the server forgets what it was asked to delete (RFC 1939 §6).
            if !doomed.isEmpty { try await checkStore() }
            try await conversation.tell { $0.submit(.quit) }
            while true {
                switch try await conversation.next() {
                case .deleted(let number):
                    marked.append(number)
                case .goodbye(let refusal):
                    return try await left(refusal)
                default:
                    break
                }
            }
        } catch {
            guard error.kind != .cancelled, error.kind != .disk else { throw error }
        }
    }

    private mutating func left(_ refusal: Refusal?) async throws(Problem) {
        if let refusal {
            report.remarks.append("Not all deletions happened: \(refusal.text)")
            return
        }
        report.removed = marked.count
        let ids = marked.compactMap { doomed[$0] }
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.confirmDeletions(ids, of: account)
        }
        for number in marked { holdings.deleted(number) }
        try await save(holdings)
    }

    func save(_ count: HoldingsCount) async throws(Problem) {
        let holdings = count.holdings(isFirst: isFirst && rules.policy == .afterFirstVisit)
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.setMaildropHoldings(of: account, holdings)
        }
    }

    mutating func remark() {
        if isRenumbered {
            report.remarks.append(
                "The server calls its messages by other names than before. Those known here were "
                    + "found again as far as possible, and nothing was deleted in this check.")
        }
        guard report.new > 0 else { return }
        if let warning = rules.warning(about: found.expiry) { report.remarks.append(warning) }
        guard rules.policy == .afterFirstVisit, isFirst else { return }
        report.remarks.append(
            "Downloaded, and still on the server: \(counted(report.new, "message")). The next check "
                + "deletes there what is here; set leave_on_server in the settings to keep them.")
    }
}

extension MaildropRules {
    /// What the person should know where the server deletes mail by a rule of its own (RFC 2449
    /// §6.7).
    func warning(about expiry: POP.Capabilities.Expiry?) -> String? {
        guard keepsMail, case .days(let days)? = expiry else { return nil }
        if days <= 0 {
            return "This server deletes mail once it was downloaded (EXPIRE 0): "
                + "leave_on_server cannot keep it there."
        }
        if case .afterDays(let wanted) = policy, wanted <= days { return nil }
        return "This server deletes mail after \(days) days (EXPIRE), sooner than "
            + "leave_on_server says."
    }
}
