import Mail
import Storage

/// Writes what a plan names into a place, mailbox by mailbox.
final class MailExport {
    enum Form: String {
        case mbox, maildir, eml
    }

    private let form: Form
    private let destination: TypedPath
    private let workplace: Workplace
    private let progress: ExchangeProgress
    /// The destination where it holds several mailboxes, and the folders of accounts in it.
    private var root: ExportFolder?
    private var accounts: [String: ExportFolder] = [:]
    private var current: (any MailboxExport)?

    /// Messages that are on the disk for good, in mailboxes that are finished.
    private var finished = 0
    private(set) var octets = 0
    /// Messages whose octets are not here and could not be fetched.
    private(set) var missing = 0
    /// Why not: the first reason.
    private(set) var obstacle: Problem?
    private(set) var lostKeywords: Set<Keyword> = []

    /// Messages read at once from the store's tables.
    private static let batch = 100

    init(
        _ form: Form, to destination: TypedPath, _ workplace: Workplace,
        _ progress: ExchangeProgress
    ) {
        self.form = form
        self.destination = destination
        self.workplace = workplace
        self.progress = progress
    }

    /// Messages that are on the disk for good.
    var settled: Int { finished + (current?.settled ?? 0) }

    func run(_ plan: ExportPlan) async throws(Problem) {
        for item in plan.items {
            let export = try begin(item)
            current = export
            do throws(Problem) {
                try await write(item.entries, export)
                try export.finish()
            } catch {
                keepWhatIsWhole(export)
                throw error
            }
            finished += export.settled
            current = nil
            if let maildir = export as? MaildirExport {
                lostKeywords.formUnion(maildir.lostKeywords)
            }
        }
    }

    /// Where each message has its file, those that are whole stay; half an mbox file does not.
    private func keepWhatIsWhole(_ export: any MailboxExport) {
        guard form != .mbox else { return }
        do throws(Problem) { try export.finish() } catch { return }
    }

    // MARK: Places

    private func begin(_ item: ExportPlan.Item) throws(Problem) -> any MailboxExport {
        guard let name = item.name else { return try beginAlone(item) }
        let folder = try folder(item.account)
        return switch form {
        case .mbox: try MboxExport(folder, name: "\(name).mbox")
        case .maildir: try MaildirExport(try folder.folder(name))
        case .eml: try EMLExport(try folder.folder(name), count: item.entries.count)
        }
    }

    /// The destination is the mailbox's own; an mbox file may also go into an empty folder.
    private func beginAlone(_ item: ExportPlan.Item) throws(Problem) -> any MailboxExport {
        switch form {
        case .mbox where destination.isFolder:
            return try MboxExport(try ExportFolder(destination.text), name: "mail.mbox")
        case .mbox:
            guard !exists(destination.text) else {
                throw ExportFolder.cannotCreate(destination.text, "it exists")
            }
            let (folder, name) = try ExportFolder.around(destination)
            return try MboxExport(folder, name: name)
        case .maildir: return try MaildirExport(try ExportFolder(destination.text))
        case .eml:
            return try EMLExport(try ExportFolder(destination.text), count: item.entries.count)
        }
    }

    private func folder(_ account: String?) throws(Problem) -> ExportFolder {
        let root = if let root { root } else { try ExportFolder(destination.text) }
        self.root = root
        guard let account else { return root }
        let folder = if let known = accounts[account] { known } else { try root.folder(account) }
        accounts[account] = folder
        return folder
    }

    // MARK: Messages

    private func write(
        _ entries: [EntryID], _ export: any MailboxExport
    ) async throws(Problem) {
        var start = 0
        while start < entries.count {
            let end = min(entries.count, start + MailExport.batch)
            let batch = Array(entries[start..<end])
            let mails = try await workplace.reading { store throws(StoreFault) in
                try await store.leavingMail(batch)
            }
            await fetchMissing(mails)
            for mail in mails { try await write(mail, export) }
            start = end
        }
    }

    private func write(_ mail: LeavingMail, _ export: any MailboxExport) async throws(Problem) {
        if ExitSignals.take() != nil { throw Problem(.cancelled, headline: "Stopped") }
        var held = try await held(mail)
        if held == nil, mail.isHeld {
            // Nobody noted that the cache of its server's mail is gone.
            await fetch([mail.id], of: mail.account)
            held = try await self.held(mail)
        }
        guard let held else {
            missing += 1
            return
        }
        var count = 0
        do throws(Problem) {
            count = try await export.write(
                mail, LeavingOctets(held: held, store: workplace.store))
        } catch {
            // Deleted for good while we were at work: it is no longer part of the mail.
            guard error.kind == .notFound else { throw error }
        }
        octets += count
        progress.add(octets: count)
    }

    private func held(_ mail: LeavingMail) async throws(Problem) -> HeldOctets? {
        try await workplace.reading { store throws(StoreFault) in
            try await store.heldOctets(of: mail.message)
        }
    }

    /// Brings messages here that are at their server only.
    private func fetchMissing(_ mails: [LeavingMail]) async {
        let missing = mails.filter { !$0.isHeld }
        for (account, mails) in Dictionary(grouping: missing, by: \.account) {
            await fetch(mails.map(\.id), of: account)
        }
    }

    /// After the first failure nothing more is asked for.
    private func fetch(_ entries: [EntryID], of account: AccountID) async {
        guard obstacle == nil else { return }
        do throws(Problem) {
            try await workplace.fetchBodies(of: entries, account)
        } catch {
            obstacle = error
        }
    }
}
