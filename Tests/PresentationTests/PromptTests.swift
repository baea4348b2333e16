import Console
import Mail
import Testing

@testable import Presentation

@Suite struct PromptTests {
    @Test("a password is asked for masked, and leaves as octets")
    func password() {
        var session = Session(SampleMail.twoAccounts)
        session.send(.passwordWanted(SampleMail.home, prompt: "Password for Home:"))
        session.press("\"sécret\"")
        #expect(session.bottomLine.hasPrefix("Password for Home: ******"))
        #expect(!session.picture.contains("cret"))
        session.press("Enter")
        #expect(session.effects.last == .password(SampleMail.home, Array("sécret".utf8)))
        #expect(session.interface.prompt == nil)
        #expect(session.interface.passwordRequests.isEmpty)
    }

    @Test("Esc leaves the password for later: the panes work, and @ Enter asks again")
    func passwordLater() {
        var store = SampleMail.twoAccounts
        store.accounts[1].state = .needsPassword
        var session = Session(store)
        session.send(.passwordWanted(SampleMail.home, prompt: "Password for Home:"))
        session.press("Esc j")
        #expect(session.selected == 2)
        #expect(session.lines[0].contains("Home: ! password needed"))
        session.press("@ j Enter")
        #expect(session.bottomLine.hasPrefix("Password for Home:"))
    }

    @Test("a password that is wanted while something is typed waits its turn")
    func passwordWaits() {
        var session = Session(SampleMail.twoAccounts)
        session.press("l \"pl\"")
        session.send(.passwordWanted(SampleMail.home, prompt: "Password for Home:"))
        #expect(session.bottomLine.hasPrefix("Limit to: pl"))
        session.press("\"an\" Enter @ j Enter")
        #expect(session.bottomLine.hasPrefix("Password for Home:"))
    }

    @Test("two accounts are asked about one after the other")
    func twoPasswords() {
        var session = Session(SampleMail.twoAccounts)
        session.send(.passwordWanted(SampleMail.work, prompt: "Work?"))
        session.send(.passwordWanted(SampleMail.home, prompt: "Home?"))
        session.press("\"a\" Enter \"b\" Enter")
        #expect(
            session.effects.suffix(2) == [
                .password(SampleMail.work, [0x61]), .password(SampleMail.home, [0x62]),
            ])
    }

    @Test("a password has a longest length")
    func passwordLimit() {
        for (extra, isTaken) in [(0, true), (1, false)] {
            var session = Session(SampleMail.twoAccounts)
            session.send(.passwordWanted(SampleMail.work, prompt: "?"))
            let text = String(repeating: "x", count: Limits.passwordOctets + extra)
            session.send(.key(.paste(text)))
            session.press("Enter")
            let expected = Effect.password(SampleMail.work, Array(text.utf8))
            #expect(session.effects.contains(expected) == isTaken)
        }
    }

    @Test("Tab completes a command as far as it is clear, and short names are enough")
    func commandLine() {
        var session = Session(SampleMail.twoAccounts)
        session.press(": \"arc\" Tab")
        #expect(session.bottomLine.hasPrefix(":archive"))
        session.press("Esc : \"pa\" Tab")
        #expect(session.bottomLine.hasPrefix(":page-"))
        session.press("Esc : \"arch\" Enter")
        #expect(session.changes.count == 1)
    }

    @Test("commands of the command line take arguments")
    func arguments() {
        var session = Session(SampleMail.twoAccounts)
        session.press(": \"limit plan\" Enter")
        #expect(session.shownIDs == [4])
        session.press(": \"show-all\" Enter : \"jump 2\" Enter : \"move arch\" Enter")
        #expect(
            session.changes.last?.action
                == .move([EntryID(2)], to: .mailbox(SampleMail.workArchive)))
        session.press(": \"mailbox work sent\" Enter")
        #expect(session.interface.list.scope == .mailbox(SampleMail.workSent))
        session.press(": \"jump x\" Enter")
        #expect(session.bottomLine.contains("\"x\" is no message number"))
    }

    @Test("a move offers the mailboxes of the message's own account, and of one account only")
    func ownAccount() {
        var session = Session(SampleMail.twoAccounts)
        session.press("s \"home\"")
        #expect(!session.picture.contains("Home ▸"))
    }

    @Test("a prefix shows what may follow after a while")
    func prefix() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Esc")
        #expect(session.effects.last == .startPrefixTimer)
        #expect(!session.picture.contains("Show all messages again"))
        session.send(.prefixTimeout)
        #expect(session.picture.contains("Show all messages again"))
        session.press("l")
        session.send(.prefixTimeout)
        #expect(!session.picture.contains("Show all messages again"))
    }

    @Test("letters find a mailbox, word starts first, in any case")
    func fuzzy() throws {
        let names = ["Work ▸ Search", "Work ▸ Archive", "Home ▸ Archive"]
        let best = names.max {
            (Fuzzy.score("war", in: $0) ?? .min) < (Fuzzy.score("war", in: $1) ?? .min)
        }
        #expect(best == "Work ▸ Archive")
        #expect(Fuzzy.score("xyz", in: "Archive") == nil)
        #expect(Fuzzy.score("", in: "Archive") == 0)
        #expect(Fuzzy.score("作", in: "作者") != nil)
    }
}
