import Console
import Mail
import Testing

@testable import Presentation

@Suite struct ScreenTests {
    @Test("the screen looks as its picture says", arguments: ScreenFile.names)
    func picture(_ name: String) throws {
        let file = try ScreenFile(name: name)
        let preferences = Preferences(charsets: ["utf-8", "windows-1252", "windows-1251"])
        var session = Session(try store(file.mail), size: file.size, preferences: preferences)
        session.press(file.keys)
        if ScreenFile.isUpdating { try file.write(picture: session.picture, name: name) }
        let expected = try ScreenFile(name: name).picture
        #expect(session.picture == expected)
    }

    @Test("there are pictures to compare with")
    func picturesExist() {
        #expect(ScreenFile.names.count >= 10)
    }

    @Test(
        "whatever the size, drawing fits the canvas and never traps",
        arguments: [1, 2, 9, 10, 39, 40, 60])
    func anySize(_ columns: Int) throws {
        for keys in ["", "Enter", "?", "@", "c", ":", "Enter v"] {
            var session = Session(SampleMail.twoAccounts, size: Size(columns: columns, rows: 12))
            session.press(keys)
            #expect(session.lines.count == 12)
            session.send(.resized(Size(columns: 100 - columns, rows: columns)))
            #expect(session.lines.count == columns)
        }
    }

    private func store(_ name: String) throws -> FakeStore {
        switch name {
        case "two-accounts": SampleMail.twoAccounts
        case "trouble": SampleMail.trouble
        case "ten-thousand": SampleMail.many(10_432)
        case "nothing": SampleMail.nothing
        case "reading": SampleMail.reading
        default: throw ScreenFile.Fault.unreadable(name)
        }
    }
}

extension SampleMail {
    /// One account waits for its server, the other's login was refused.
    static var trouble: FakeStore {
        var store = twoAccounts
        store.accounts[0].state = .offline(
            Problem(
                .unreachable, account: "Work", headline: "imap.example.org does not answer",
                detail: "connection timed out"),
            retryAt: Timestamp(seconds: now.seconds + 12))
        store.accounts[0].pending = 3
        store.accounts[1].state = .refused(
            Problem(
                .loginRefused, account: "Home", headline: "The login was refused",
                detail: "[AUTH] invalid password", remedy: "Check the password in the settings"))
        return store
    }

    static var nothing: FakeStore {
        FakeStore(accounts: accounts, mailboxes: mailboxes, rows: [])
    }
}
