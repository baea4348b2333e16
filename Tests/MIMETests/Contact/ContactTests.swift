import Mail
import Testing

@testable import MIME

@Suite("Contacts")
struct ContactTests {
    private func cards(_ lines: String) -> [MailCard] {
        message("Content-Type: text/vcard\n\nBEGIN:VCARD\n\(lines)\nEND:VCARD\n").cards(in: .utc)
    }

    @Test("a contact of version 4 becomes a card without its picture")
    func modern() {
        let card = cards(
            """
            VERSION:4.0
            FN:Alice Example
            ORG:Example Inc.;Research
            TITLE:Head of Tests
            item1.EMAIL;TYPE=work:alice@example.org
            EMAIL:alice@xn--bcher-kva.example
            TEL;VALUE=uri;TYPE="voice,cell":tel:+49-30-1234
            ADR;TYPE=home:;;1 Main Street;Springfield;;12345;Nowhere
            URL:https://example.org/alice
            BDAY:--0412
            PHOTO:data:image/jpeg;base64,/9j/4AAQ
            """
        ).first
        #expect(card?.kind == .contact)
        #expect(card?.title == "Contact: Alice Example")
        #expect(
            card?.rows == [
                .init("Organisation", "Example Inc., Research"), .init("Title", "Head of Tests"),
                .init("Mail", "alice@example.org (work)"), .init("", "alice@bücher.example"),
                .init("Phone", "+49-30-1234 (cell)"),
                .init("Address", "1 Main Street, Springfield, 12345, Nowhere (home)"),
                .init("Link", "https://example.org/alice"), .init("Birthday", "12 April"),
            ])
    }

    @Test("version 2.1 encodes its values and says their charset")
    func old() {
        let card = cards(
            """
            VERSION:2.1
            N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;Dr.
            TEL;WORK;VOICE:+49 30 1234
            NOTE;QUOTED-PRINTABLE:one =
            two=0D=0Athree
            BDAY:1980-04-12
            """
        ).first
        #expect(card?.title == "Contact: Dr. Jörg Müller")
        #expect(
            card?.rows == [
                .init("Phone", "+49 30 1234 (work)"), .init("Birthday", "12 April 1980"),
                .init("Note", "one two three"),
            ])
    }

    @Test("a file is known by its name too, and without anything it still has a title")
    func unnamed() {
        let parsed = message(
            "Content-Type: application/octet-stream; name=a.vcf\n\nBEGIN:VCARD\nEND:VCARD\n")
        #expect(parsed.cards(in: .utc).map(\.title) == ["Contact: (no name)"])
    }

    @Test("the first contacts get a card, the others are counted")
    func several() {
        let contacts = { (count: Int) in
            (1..<count).map { "END:VCARD\nBEGIN:VCARD\nFN:\($0)" }.joined(separator: "\n")
        }
        #expect(cards(contacts(Limits.shownEvents)).last?.rows == [])
        let more = cards(contacts(Limits.shownEvents + 2))
        #expect(more.count == Limits.shownEvents)
        #expect(more.last?.rows == [.init("More", "2 more contacts")])
    }
}
