import Mail
import Testing

@testable import Storage

@Suite struct EncodingTests {
    @Test("lists of addresses come back as they were")
    func addresses() {
        for list in [
            [], [Address(address: "")], [Address(name: "A, \"B\"", address: "a@b")],
            [Address(address: "x"), Address(name: "y", address: ""), Address(address: "z")],
        ] {
            #expect(TextList.addresses(TextList.text(list)) == list)
        }
    }

    @Test("characters that end an item cannot be smuggled in")
    func separators() {
        let forged = [Address(name: "a\u{1E}b\u{1F}c\0", address: "x\u{1E}@y")]
        #expect(
            TextList.addresses(TextList.text(forged)) == [Address(name: "abc", address: "x@y")])
        #expect(TextList.identifiers(TextList.text(["a\u{1E}b", "c"])) == ["ab", "c"])
    }

    @Test("equal sets of keywords have equal texts")
    func keywordTexts() throws {
        let (a, b) = (try #require(Keyword("alpha")), try #require(Keyword("Beta")))
        let lower = try #require(Keyword("beta"))
        #expect(KeywordSet([b, a, lower]).text == "alpha Beta")
        #expect(KeywordSet(text: "alpha Beta").keywords == [a, b])
        #expect(KeywordSet([lower]).spelled(as: KeywordSet([b, a])).text == "Beta")
        let delta = KeywordDelta(from: KeywordSet([a]), to: KeywordSet([b]))
        #expect(KeywordDelta(text: delta.text) == delta)
        #expect(delta.inverse.applied(to: KeywordSet([b])) == KeywordSet([a]))
    }

    @Test("a message is known by its Message-ID, or by the rest of its envelope")
    func identities() {
        let one = Fixture.envelope("a")
        var two = one
        two.subject = "another"
        #expect(Identity.of(one) == Identity.of(two))
        two.messageID = nil
        var three = two
        #expect(Identity.of(two) == Identity.of(three))
        three.subject = "a third"
        #expect(Identity.of(two) != Identity.of(three))
        #expect(Identity.of("") == Int64(bitPattern: 0xAF64_724C_8602_EB6E))
    }

    @Test("changes are named for the person")
    func descriptions() throws {
        let work = try #require(Keyword("work"))
        let names: [(ChangeAction, String)] = [
            (.flags([], add: .flagged, remove: []), "flag on"),
            (.flags([], add: [], remove: .seen), "unseen mark on"),
            (.keywords([], add: [work], remove: []), "keyword work on"),
            (.move([], to: .role(.trash)), "deletion of"),
            (.move([], to: .mailbox(MailboxID(1))), "move to Lists of"),
            (.copy([], to: .role(.archive)), "copy to Lists of"),
        ]
        for (action, name) in names {
            #expect(ChangeText.noun(action, place: "Lists") == name)
        }
        #expect(ChangeText.object(1, subject: "Re: budget") == "\"Re: budget\"")
        #expect(ChangeText.object(1, subject: "") == "1 message")
        #expect(ChangeText.object(2, subject: "x") == "2 messages")
        let long = ChangeText.object(1, subject: String(repeating: "a", count: 61))
        #expect(long.count == 62)
    }
}
