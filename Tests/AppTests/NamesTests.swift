import Mail
import Testing

@testable import App

@Suite("Names of accounts and mailboxes")
struct NamesTests {
    private static let names = Names(
        accounts: [AccountID(1): "work", AccountID(2): "home"],
        mailboxes: [
            box(10, account: 1, "INBOX", .inbox), box(11, account: 1, "Projects/Martlet"),
            box(20, account: 2, "Inbox", .inbox), box(21, account: 2, "Archive", .archive),
        ])

    private static func box(
        _ id: Int64, account: Int64, _ name: String, _ role: MailboxRole? = nil
    ) -> MailboxSummary {
        MailboxSummary(
            id: MailboxID(id), account: AccountID(account), name: name, role: role,
            counts: MailboxCounts(), isOnServer: account == 1)
    }

    @Test("nothing asked for means all inboxes")
    func unified() throws {
        #expect(try NamesTests.names.scope(mailbox: nil, account: nil) == .unified(.inbox))
    }

    @Test("an account alone means its inbox, whatever its case")
    func inbox() throws {
        #expect(
            try NamesTests.names.scope(mailbox: nil, account: "work") == .mailbox(MailboxID(10)))
        #expect(
            try NamesTests.names.scope(mailbox: nil, account: "home") == .mailbox(MailboxID(20)))
    }

    @Test("a mailbox is found by its name in any case, or by its role")
    func mailbox() throws {
        #expect(
            try NamesTests.names.scope(mailbox: "projects/martlet", account: nil)
                == .mailbox(MailboxID(11)))
        #expect(
            try NamesTests.names.scope(mailbox: "archive", account: "home")
                == .mailbox(MailboxID(21)))
        #expect(try NamesTests.names.scope(mailbox: "archive", account: nil) == .unified(.archive))
    }

    @Test("an unknown account is named with those there are")
    func unknownAccount() {
        #expect(throws: Problem.self) { try NamesTests.names.scope(mailbox: nil, account: "wrok") }
        do throws(Problem) {
            _ = try NamesTests.names.account(named: "wrok")
        } catch {
            #expect(error.kind == .usage)
            #expect(error.remedy == "Accounts: home, work.")
        }
    }

    @Test("an unknown mailbox is a thing not found")
    func unknownMailbox() {
        do throws(Problem) {
            _ = try NamesTests.names.mailbox(named: "Nowhere", in: nil)
            Issue.record("it was found")
        } catch {
            #expect(ExitStatus(error.kind) == .nothingFound)
        }
    }
}
