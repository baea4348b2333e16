import Testing

@testable import MIME

@Suite("Links in plain text")
struct LinkFinderTests {
    private func targets(_ text: String, withAddresses: Bool = true) -> [String] {
        LinkFinder.links(in: Array(text.utf8), withAddresses: withAddresses).map(\.target)
    }

    @Test(
        "an address on the web ends where its sentence goes on",
        arguments: [
            ("See http://example.org/a.", "http://example.org/a"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("<URL:http://example.org/>", "http://example.org/"),
            ("<https://example.org/x?a=1&b=2>", "https://example.org/x?a=1&b=2"),
            ("[1]http://example.org/a]", "http://example.org/a"),
            ("\"http://example.org\"", "http://example.org"),
            ("*http://example.org/*", "http://example.org/"),
            ("really http://example.org/?!", "http://example.org/"),
            ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
            ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
            ("http://例え.jp/パス。次", "http://例え.jp/パス"),
            ("“http://example.org/é”", "http://example.org/é"),
            ("www.example.org/x,", "http://www.example.org/x"),
            ("mailto:bob@example.org?subject=x", "mailto:bob@example.org?subject=x"),
            ("Alice <alice@example.org>", "mailto:alice@example.org"),
            ("to bob.b+c@mail.example.org.", "mailto:bob.b+c@mail.example.org"),
        ])
    func found(text: String, target: String) {
        #expect(targets(text) == [target])
    }

    @Test(
        "what only looks like an address is none",
        arguments: [
            "http://", "http:// x", "xhttp://example.org", "javascript:alert(1)", "www.x",
            "www. x.y",
            "a@b", "@example.org", "a @ b.c", "file:///etc/passwd", "mailto:", "http:", "::::",
            "...",
        ])
    func none(text: String) {
        #expect(targets(text) == [])
    }

    @Test("several stand in one line, in their order")
    func several() {
        #expect(
            targets("http://a.example/,http://b.example and c@d.example") == [
                "http://a.example/,http://b.example", "mailto:c@d.example",
            ])
        #expect(targets("a@b.example", withAddresses: false) == [])
    }

    @Test("an address up to the limit is a link, a longer one is none")
    func length() {
        let start = "http://x/"
        let below = start + String(repeating: "a", count: Limits.textLinkOctets - start.count)
        #expect(targets(below) == [below])
        #expect(targets(below + "a") == [])
    }

    @Test(
        "shapes that hurt pattern matchers are found once and quickly",
        arguments: ["http://a(", "a@", "www.", "http://x))", "@a.", ":", "a.a@a.", "mailto:"])
    func hostile(shape: String) {
        let text = String(repeating: shape, count: 5_000)
        #expect(targets(text).count <= 5_000)
    }
}
