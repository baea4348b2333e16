import Testing

@testable import Mail

@Suite("Flags")
struct FlagsTests {
    @Test("every flag has a name that leads back to it")
    func names() {
        for (name, flag) in Flags.named {
            #expect(Flags(name: name) == flag)
            #expect(flag.names == [name])
        }
    }

    @Test("the names are those of settings, scripts and JSON")
    func words() {
        #expect(Flags.named.map(\.name) == ["seen", "flagged", "answered", "draft", "deleted"])
    }

    @Test("the stored numbers never change")
    func rawValues() {
        #expect(Flags.named.map(\.flag.rawValue) == [1, 2, 4, 8, 16])
    }

    @Test("a name is read without regard to case")
    func anyCase() {
        #expect(Flags(name: "SEEN") == .seen)
        #expect(Flags(name: "Flagged") == .flagged)
    }

    @Test(
        "any other word is not a flag",
        arguments: ["", "recent", "\\Seen", "seen ", "unseen", "work", "ſeen"])
    func others(word: String) {
        #expect(Flags(name: word) == nil)
    }

    @Test("names are listed in one order, and unknown bits have none")
    func order() {
        let flags: Flags = [.deleted, .answered, .seen]
        #expect(flags.names == ["seen", "answered", "deleted"])
        #expect(Flags(rawValue: 1 << 40).names.isEmpty)
    }
}
