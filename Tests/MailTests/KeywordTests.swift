import Testing

@testable import Mail

@Suite("Keyword")
struct KeywordTests {
    @Test(
        "an atom is a keyword",
        arguments: [
            "work", "$Forwarded", "$MDNSent", "a", "to-do", "x/y", "[x", "1,2:~!#&'+;<=>?@^_`|}",
        ])
    func atoms(name: String) {
        #expect(Keyword(name)?.name == name)
    }

    @Test("each printable character is allowed unless IMAP keeps it for itself")
    func characters() {
        let refused = (UInt8(0)...127).filter { byte in
            Keyword("a" + String(decoding: [byte], as: UTF8.self)) == nil
        }
        let controls = Array(UInt8(0)...32) + [127]
        #expect(Set(refused) == Set(controls + Array("(){%*\"\\]".utf8)))
    }

    @Test(
        "what is not ASCII is no keyword",
        arguments: ["", "é", "e\u{301}", "wörk", "\u{80}", "a\u{200B}", "工作", "\u{1F600}"])
    func beyondASCII(name: String) {
        #expect(Keyword(name) == nil)
    }

    @Test("the longest keyword has 200 octets")
    func length() {
        #expect(Keyword(String(repeating: "k", count: 199)) != nil)
        #expect(Keyword(String(repeating: "k", count: 200)) != nil)
        #expect(Keyword(String(repeating: "k", count: 201)) == nil)
    }

    @Test("case does not tell keywords apart, and the first spelling stays")
    func anyCase() throws {
        let upper = try #require(Keyword("Work"))
        let lower = try #require(Keyword("work"))
        #expect(upper == lower)
        #expect(Set([upper, lower]).count == 1)
        #expect(Set([upper, lower]).first?.name == "Work")
        #expect(!(upper < lower) && !(lower < upper))
    }

    @Test("keywords sort without regard to case")
    func order() {
        let names = ["beta", "Alpha", "gamma", "Beta2"].compactMap { Keyword($0) }
        #expect(names.sorted().map(\.name) == ["Alpha", "beta", "Beta2", "gamma"])
    }
}
