import IMAP
import Mail
import Storage
import Testing
import Wire

@testable import Accounts

@Suite("Roles of mailboxes")
struct MailboxRolesTests {
    /// What a server's LIST lines become, by name.
    private func mailboxes(_ lines: String..., subscribed: Set<String>? = nil) throws
        -> [RemoteMailbox]
    {
        let names = subscribed.map { names in
            Set(names.compactMap { MailboxName(octets: Array($0.utf8)) })
        }
        return MailboxRoles.mailboxes(try listings(lines), subscribed: names)
    }

    /// Runs the lines through a session, as only it makes listings.
    private func listings(_ lines: [String]) throws -> [MailboxListing] {
        var configuration = IMAP.Session.Configuration(
            credential: Credential(user: "ann", proof: .password(Secret(Array("pw".utf8)))),
            host: "localhost", port: 143)
        configuration.allowsPreauth = true
        var session = IMAP.Session(configuration)
        session.receive(Array("* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n".utf8))
        var listings: [MailboxListing] = []
        var isAsked = false
        while true {
            switch try session.next() {
            case .event(.ready): session.submit(.list([]))
            case .event(.mailboxListed(let listing)): listings.append(listing)
            case .event(.completed): return listings
            case .send(let octets):
                let text = String(decoding: octets, as: UTF8.self)
                let tag = text.prefix { $0 != " " }
                let answer = text.contains("LIST") ? lines.map { "* LIST \($0)\r\n" }.joined() : ""
                let other = answer.isEmpty && !isAsked ? "* CAPABILITY IMAP4rev1\r\n" : ""
                isAsked = true
                session.receive(Array("\(other)\(answer)\(tag) OK done\r\n".utf8))
            default: break
            }
        }
    }

    private func roles(_ found: [RemoteMailbox]) -> [String: MailboxRole] {
        Dictionary(
            found.compactMap { mailbox in mailbox.role.map { (mailbox.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("are what the server says they are for, before what they are called")
    func specialUse() throws {
        let found = try mailboxes(
            #"() "/" Trash"#, #"(\Trash) "/" Bin"#, #"(\Sent) "/" Out"#, #"() "/" INBOX"#,
            #"(\All \HasNoChildren) "/" "All Mail""#, #"(\Archive) "/" Old"#)
        #expect(
            roles(found) == [
                "Bin": .trash, "Out": .sent, "INBOX": .inbox, "All Mail": .all, "Old": .archive,
            ])
    }

    @Test("are read from XLIST's older words, too")
    func xlist() throws {
        let found = try mailboxes(
            #"(\Inbox) "/" INBOX"#, #"(\Spam) "/" Unwanted"#, #"(\AllMail) "/" Everything"#,
            #"(\Starred) "/" Stars"#)
        #expect(
            roles(found) == [
                "INBOX": .inbox, "Unwanted": .junk, "Everything": .all, "Stars": .flagged,
            ])
    }

    @Test("are guessed from names where the server says nothing")
    func names() throws {
        let found = try mailboxes(
            #"() "/" inbox"#, #"() "/" "Sent Items""#, #"() "/" "Deleted Items""#,
            #"() "/" Papierkorb"#, #"() "/" Entw&APw-rfe"#, #"() "/" Archives"#,
            #"() "/" Projects"#)
        #expect(
            roles(found) == [
                "INBOX": .inbox, "Sent Items": .sent, "Deleted Items": .trash,
                "Entwürfe": .drafts, "Archives": .archive,
            ])
        #expect(found.count == 7, "the second trash is a mailbox like any other")
    }

    @Test("belong to one mailbox each")
    func twice() throws {
        let found = try mailboxes(
            #"(\Trash) "/" One"#, #"(\Trash) "/" Two"#, #"() "/" Trash"#, #"() "/" INBOX"#)
        #expect(found.filter { $0.role == .trash }.map(\.name) == ["One"])
        #expect(found.count == 4)
    }

    @Test("levels are joined by a slash, whatever the server uses")
    func delimiters() throws {
        let found = try mailboxes(
            #"() "." INBOX.Sent"#, #"() "|" "Work|Trash""#, #"() "\\" "Lists\\Swift""#,
            #"() NIL Flat.Name"#)
        #expect(found.map(\.name) == ["INBOX/Sent", "Work/Trash", "Lists/Swift", "Flat.Name"])
        #expect(found.map { String(decoding: $0.remoteName, as: UTF8.self) }.first == "INBOX.Sent")
        #expect(roles(found) == ["INBOX/Sent": .sent, "Work/Trash": .trash])
    }

    @Test("what holds no mail and what is not wanted is known as such")
    func attributes() throws {
        let found = try mailboxes(
            #"(\Noselect) "/" Folder"#, #"(\NonExistent) "/" Ghost"#, #"() "/" Folder/Mail"#,
            #"() "/" Other"#, #"(\Trash) "/" Bin"#, subscribed: ["Folder/Mail"])
        #expect(found.filter { !$0.holdsMail }.map(\.name) == ["Folder", "Ghost"])
        #expect(found.filter(\.isSubscribed).map(\.name) == ["Folder/Mail", "Bin"])
    }
}
