import Glibc
import MIME
import Mail
import Storage
import Testing

@testable import App

/// A home with a POP account that no server answers, for mail that comes and goes as files.
final class ExchangeHome: Sendable {
    let temporary: TemporaryFolder
    let workplace: Workplace
    let account: AccountID

    init() async throws {
        temporary = try TemporaryFolder()
        let paths = temporary.paths
        let settings = """
            [accounts.home]
            protocol = "pop"
            address = "ann@example.org"
            [accounts.home.incoming]
            host = "127.0.0.1"
            port = 1
            user = "ann"
            password_command = ["/bin/true"]
            """
        try temporary.write(settings, to: paths.settings)
        workplace = try Workplace(paths)
        account = try #require(try await workplace.store.accounts().first).id
    }

    deinit {
        workplace.store.close()
        temporary.remove()
    }

    func path(_ name: String) -> TypedPath {
        TypedPath(typed: "\(temporary.path)/\(name)", home: "/")
    }

    func mailbox(_ role: MailboxRole) async throws -> MailboxID {
        try #require(try await workplace.store.place(of: account, role: role))
    }

    // MARK: In and out

    /// Imports a path; answers what came of it and what was told of messages that are unreadable.
    func importing(
        _ path: TypedPath, into role: MailboxRole, keepsDuplicates: Bool = false
    ) async throws -> (tally: MailImport.Tally, told: [Problem]) {
        var work = try await MailImport(
            into: try await mailbox(role), of: workplace.store, keepsDuplicates: keepsDuplicates)
        var source = try ImportPath.source(path)
        var told: [Problem] = []
        while true {
            do {
                guard let found = try source.next() else { break }
                try await work.take(found)
            } catch {
                guard let problem = error as? Problem, problem.kind == .unreadableInput else {
                    throw error
                }
                told.append(problem)
            }
        }
        try await work.finish()
        return (work.tally, told)
    }

    func exporting(
        _ form: MailExport.Form, to path: TypedPath, account: String? = nil,
        mailbox: String? = nil, query: String = ""
    ) async throws -> MailExport {
        let names = try await workplace.names()
        let plan = try await ExportPlan(
            account: account, mailbox: mailbox, query: try Query(typed: query), names, workplace)
        let export = MailExport(form, to: path, workplace, ExchangeProgress("export"))
        try await export.run(plan)
        return export
    }

    // MARK: What is there

    /// A message of the store with all that must survive.
    struct Held: Hashable {
        var digest: String
        var flags: Flags
        var keywords: Set<Keyword>
        var received: Timestamp
    }

    func held(_ role: MailboxRole) async throws -> Set<Held> {
        let store = workplace.store
        let entries = try await store.search(
            try Query(typed: ""), in: .mailbox(try await mailbox(role)), limit: .max
        ).map(\.id)
        var found: Set<Held> = []
        for mail in try await store.leavingMail(entries) {
            let octets = try #require(try await store.octets(of: mail.message))
            found.insert(
                Held(
                    digest: SHA256.digest(of: octets).description, flags: mail.flags,
                    keywords: Set(mail.keywords), received: mail.received))
        }
        return found
    }

    func names(in path: TypedPath) throws -> [String] {
        let folder = try FolderReader(path.text)
        var names: [String] = []
        while let name = folder.next() { names.append(name) }
        return names.sorted()
    }

    func write(_ octets: [UInt8], to name: String) throws {
        let (folder, name) = try ExportFolder.around(path(name))
        let file = try folder.begin()
        try file.write(octets)
        try file.keep(as: name)
        try folder.settle()
    }

    /// Writes `.eml` files with flags beside them into a new folder.
    func writeMails(_ mails: [(octets: [UInt8], status: MailStatus)], to name: String) throws {
        #expect(mkdir(path(name).text, 0o700) == 0)
        var flags = ""
        for (number, mail) in mails.enumerated() {
            try write(mail.octets, to: "\(name)/\(number).eml")
            flags += FlagFile.line("\(number).eml", mail.status)
        }
        try write(Array(flags.utf8), to: "\(name)/\(FlagFile.name)")
    }
}
