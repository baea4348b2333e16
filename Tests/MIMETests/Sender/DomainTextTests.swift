import Testing

@testable import MIME

@Suite("Domain text")
struct DomainTextTests {
    @Test(
        "Punycode goes both ways",
        arguments: [
            ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"), ("b\u{430}nk", "bnk-6cd"),
            ("例え", "r8jz45g"), ("правда", "80aafi6cg"), ("a", "a-"), ("ü", "tda"),
        ])
    func punycode(text: String, encoded: String) {
        let scalars = Array(text.unicodeScalars)
        #expect(Punycode.encoded(scalars) == Array(encoded.utf8))
        #expect(Punycode.decoded(Array(encoded.utf8)) == scalars)
    }

    @Test(
        "what is no Punycode is refused",
        arguments: ["zzzzzzzzzzzzzzz", "a-9999999999", "ü", "a-!", "99999999"])
    func refused(text: String) {
        #expect(Punycode.decoded(Array(text.utf8)) == nil)
    }

    @Test("labels up to the limit are encoded and decoded")
    func labels() {
        let below = [Unicode.Scalar](repeating: "ü", count: Limits.domainLabelOctets)
        #expect(Punycode.encoded(below) != nil)
        #expect(Punycode.encoded(below + ["ü"]) == nil)
        let octets = [UInt8](repeating: UInt8(ascii: "a"), count: Limits.domainLabelOctets - 1)
        #expect(Punycode.decoded(octets + [0x2D]) != nil)
        #expect(Punycode.decoded(octets + [0x61, 0x2D]) == nil)
    }

    @Test("a domain above the limit is shown as it is")
    func length() {
        let label = "xn--mnchen-3ya."
        let below = String(repeating: label, count: 16) + "example.de"
        #expect(below.utf8.count <= Limits.domainOctets)
        #expect(DomainText.shown(below).hasPrefix("münchen."))
        let above = String(repeating: label, count: 17) + "example"
        #expect(DomainText.shown(above) == above)
    }

    @Test(
        "a domain of one script is shown in its letters",
        arguments: [
            ("xn--bcher-kva.example", "bücher.example"), ("Bücher.example", "bücher.example"),
            ("xn--r8jz45g.jp", "例え.jp"), ("日本go.jp", "日本go.jp"), ("Example.ORG", "Example.ORG"),
            ("правда.com", "правда.com"), ("xn--p1ai", "рф"), ("хор.рф", "хор.рф"),
        ])
    func honest(domain: String, shown: String) {
        #expect(DomainText.shown(domain) == shown)
    }

    @Test(
        "mixed scripts and look-alikes are shown encoded",
        arguments: [
            ("b\u{430}nk.example", "xn--bnk-6cd.example"),
            ("\u{430}\u{440}\u{440}\u{4CF}\u{435}.com", "xn--80ak6aa92e.com"),
            ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ])
    func deceptive(domain: String, shown: String) {
        #expect(DomainText.shown(domain) == shown)
    }

    @Test(
        "letters that no domain has are never shown as they are",
        arguments: ["ex\u{FF41}mple.com", "p\u{251}ypal.com", "a\u{202E}b.com", "a\u{3164}b.com"])
    func decorative(domain: String) {
        #expect(DomainText.shown(domain).utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("an address keeps its local part")
    func address() {
        #expect(DomainText.shownAddress("büro@xn--bcher-kva.de") == "büro@bücher.de")
        #expect(DomainText.shownAddress("nobody") == "nobody")
    }

    @Test(
        "the part of a domain that one owner holds",
        arguments: [
            ("mail.example.org", "example.org"), ("a.b.example.co.uk", "example.co.uk"),
            ("example.org", "example.org"), ("alice.github.io", "alice.github.io"),
            ("x.Bücher.de", "xn--bcher-kva.de"), ("co.uk", "co.uk"), ("localhost", "localhost"),
            ("[192.0.2.1]", "[192.0.2.1]"),
        ])
    func registrable(domain: String, owner: String) {
        #expect(RegistrableDomain(domain)?.text == owner)
    }
}
