import Mail
import Testing

@testable import MIME

@Suite("Address lists")
struct AddressParserTests {
    private func parse(_ text: String) -> [Address] {
        let octets = Array(text.utf8)
        return AddressParser.parse(octets, in: octets.indices)
    }

    private func address(_ name: String, _ address: String) -> Address {
        Address(name: name, address: address)
    }

    @Test("a name and an address in brackets are two fields")
    func nameAndAddress() {
        #expect(
            parse("Bob Example <bob@example.net>") == [address("Bob Example", "bob@example.net")])
    }

    @Test("a comment behind a bare address is its name")
    func commentAsName() {
        #expect(parse("bob@example.net (Bob)") == [address("Bob", "bob@example.net")])
    }

    @Test("a comma in quotes separates nothing")
    func quotedComma() {
        let list = parse("\"Example, Bob\" <bob@example.net>, carol@example.com")
        #expect(
            list == [address("Example, Bob", "bob@example.net"), address("", "carol@example.com")])
    }

    @Test("an encoded comma, bracket or @ is never syntax")
    func encodedSyntax() {
        let list = parse("=?utf-8?Q?boss=40bank.example=2C_=3Cx=3E?= <evil@example.com>")
        #expect(list == [address("boss@bank.example, <x>", "evil@example.com")])
    }

    @Test("an address is never decoded")
    func encodedAddress() {
        let list = parse("=?utf-8?Q?boss?=@example.com")
        #expect(list == [address("", "=?utf-8?Q?boss?=@example.com")])
    }

    @Test("an encoded word in quotes is decoded, as senders mean it")
    func quotedEncodedWord() {
        #expect(parse("\"=?utf-8?Q?J=C3=BCrgen?=\" <j@example.org>")[0].name == "Jürgen")
    }

    @Test("groups give their members, an empty one gives none")
    func groups() {
        #expect(parse("undisclosed-recipients:;").isEmpty)
        #expect(
            parse("Team: d@example.org, e@example.org;, f@example.org").map(\.address)
                == ["d@example.org", "e@example.org", "f@example.org"])
    }

    @Test("empty list elements are skipped")
    func emptyElements() {
        #expect(
            parse("<g@example.org>,, ,<h@example.org>").map(\.address)
                == ["g@example.org", "h@example.org"])
    }

    @Test("semicolons separate where a sender thinks they do")
    func semicolons() {
        #expect(parse("a@b.example; c@d.example").map(\.address) == ["a@b.example", "c@d.example"])
    }

    @Test("a source route is dropped")
    func sourceRoute() {
        #expect(parse("<@bank.example:evil@example.com>").map(\.address) == ["evil@example.com"])
    }

    @Test("blanks and comments inside an address are dropped, obsolete as they are")
    func obsoleteBlanks() {
        #expect(
            parse("Pete(A nice \\) chap) <pete(his account)@silly . test(his host)>")
                == [address("Pete", "pete@silly.test")])
    }

    @Test("a quoted local part keeps its quotes only where it needs them")
    func quotedLocalPart() {
        #expect(parse("\"a b\"@example.com").map(\.address) == ["\"a b\"@example.com"])
        #expect(
            parse("<\"boss@bank.example\"@x.example>")[0].address
                == "\"boss@bank.example\"@x.example")
        #expect(parse("<\"bob\"@example.com>").map(\.address) == ["bob@example.com"])
    }

    @Test("a name without an address has an empty address")
    func nameOnly() {
        #expect(parse("Boss") == [address("Boss", "")])
        #expect(parse("Boss <>") == [address("Boss", "")])
    }

    @Test("brackets around nothing are nobody, unless somebody stands beside them")
    func nobody() {
        #expect(parse("<>") == [address("", "")])
        #expect(parse(" < > ,") == [address("", "")])
        #expect(parse("<>, a@b.example, <>").map(\.address) == ["a@b.example"])
    }

    @Test("a name that looks like an address stays a name")
    func deceptiveName() {
        #expect(
            parse("q@example.org <r@example.org>") == [address("q@example.org", "r@example.org")])
    }

    @Test("where a comma is missing the first address counts")
    func missingComma() {
        #expect(
            parse("Bob <bob@x.example> Eve <eve@x.example>") == [address("Bob", "bob@x.example")])
        #expect(parse("a@x.example b@x.example").map(\.address) == ["a@x.example"])
    }

    @Test("a folded name stays on one line")
    func foldedName() {
        #expect(parse("\"Boss\r\n \r\n boss\" <e@example.com>")[0].name.contains("\n") == false)
    }

    @Test("an address literal keeps its colons")
    func literal() {
        #expect(parse("a@[IPv6:2001:db8::1]").map(\.address) == ["a@[IPv6:2001:db8::1]"])
    }

    @Test("raw UTF-8 is read as it stands (RFC 6532)")
    func rawUTF8() {
        #expect(
            parse("Jürgen Müller <jürgen@bücher.example>")
                == [address("Jürgen Müller", "jürgen@bücher.example")])
    }

    @Test("an open bracket, quote or comment ends with the field")
    func leftOpen() {
        #expect(parse("Bob <bob@example.net") == [address("Bob", "bob@example.net")])
        #expect(parse("\"Bob").map(\.name) == ["Bob"])
        #expect(parse("bob@example.net (Bob").map(\.address) == ["bob@example.net"])
    }

    @Test("words before a bare address are its name")
    func bareWithName() {
        #expect(parse("John Doe john@x.example") == [address("John Doe", "john@x.example")])
        #expect(parse("=?utf-8?Q?J=C3=B6?= j@x.example") == [address("Jö", "j@x.example")])
    }

    @Test("blanks and comments beside dots and the at sign belong to the address")
    func blanksBesideJoints() {
        let obsolete = "john (c) . (d) doe (e) @ (f) x . example"
        #expect(parse("<\(obsolete)>").map(\.address) == ["john.doe@x.example"])
        #expect(parse(obsolete).map(\.address) == ["john.doe@x.example"])
    }

    @Test("an address whose bracket is not closed ends at the comma")
    func openBracket() {
        #expect(
            parse("A <a@x.example, B <b@x.example>") == [
                address("A", "a@x.example"), address("B", "b@x.example"),
            ])
        #expect(parse("A <a@x.example") == [address("A", "a@x.example")])
    }

    @Test("brackets too many change nothing")
    func extraBrackets() {
        #expect(parse("A <<a@x.example>>") == [address("A", "a@x.example")])
        #expect(parse("a@x.example>") == [address("", "a@x.example")])
    }

    @Test("a source route with several hosts is dropped")
    func longRoutes() {
        #expect(
            parse("A <@one.example,@two.example: a@x.example>") == [address("A", "a@x.example")])
    }

    @Test("a quote or comment that is not closed does not swallow the addresses behind it")
    func openQuotes() {
        #expect(
            parse("\"A <a@x.example>, b@x.example").map(\.address) == [
                "a@x.example", "b@x.example",
            ])
        #expect(
            parse("(A <a@x.example>, b@x.example").map(\.address) == ["a@x.example", "b@x.example"])
        #expect(parse("<a\"b@x.example>, c@x.example").last?.address == "c@x.example")
    }

    @Test("the scheme of a link is no part of the address")
    func mailto() {
        #expect(parse("A <mailto:a@x.example>") == [address("A", "a@x.example")])
        #expect(parse("mailto:a@x.example").map(\.address) == ["a@x.example"])
    }

    @Test("groups may be empty, follow each other and lack their end")
    func untidyGroups() {
        #expect(parse("undisclosed-recipients:;").isEmpty)
        #expect(
            parse("One: a@x.example, B <b@x.example>;, Two: c@x.example").map(\.address)
                == ["a@x.example", "b@x.example", "c@x.example"])
    }

    @Test("commas and semicolons too many separate nothing")
    func emptyMembers() {
        #expect(parse(",, a@x.example ,;, b@x.example,").count == 2)
        #expect(parse(" , ; ,").isEmpty)
    }

    @Test("an encoded word that holds an address stays a name")
    func addressInWord() {
        let list = parse("=?utf-8?Q?real=40x=2Eexample_=3Ca=40b=3E=2C?= <c@x.example>")
        #expect(list == [address("real@x.example <a@b>,", "c@x.example")])
    }
}
