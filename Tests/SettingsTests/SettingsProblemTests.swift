import Testing

@testable import Settings

@Suite("Problems of a settings file")
struct SettingsProblemTests {
    @Test("every mistake is told at its place, with what would be right", arguments: Mistake.all)
    func mistake(_ mistake: Mistake) throws {
        let reading = UserSettings.read(mistake.text)
        let problem = try #require(reading.problems.first)
        #expect(reading.problems.count == 1, "\(reading.problems)")
        #expect("\(problem.line):\(problem.column)" == mistake.place)
        #expect(problem.message == mistake.message)
        #expect(problem.remedy == mistake.remedy)
        #expect(problem.severity == mistake.severity)
        #expect((reading.settings == nil) == (mistake.severity == .error))
    }

    @Test("all problems are told at once, in the file's order")
    func together() {
        let text = """
            [general]
            keys = 1
            [accounts.b]
            protocol = "imaps"
            [accounts.a]
            protocl = "pop"
            [accounts.a.incoming]
            port = "995"
            """
        let told = UserSettings.read(text).problems.map { "\($0.line):\($0.column) \($0.message)" }
        #expect(
            told == [
                "2:8 keys must be a text in quotes, not the number 1",
                "3:2 [accounts.b] has no [accounts.b.incoming]",
                "4:12 protocol must be \"imap\" or \"pop\", not \"imaps\"",
                "5:2 [accounts.a] has no protocol",
                "6:1 protocl is not known in [accounts.a]",
                "7:2 [accounts.a.incoming] has no host",
                "7:2 [accounts.a.incoming] has no user",
                "8:8 port must be a whole number, not the text \"995\"",
            ])
    }

    @Test(
        "what is not TOML is told with its place",
        arguments: [
            ("[general]\nkeys = \"mutt\ntheme = 1", 2), ("[general]\nkeys = mutt", 2),
            ("[general]\nkeys = \"a\"\nkeys = \"b\"", 3), ("[general\n", 1),
            ("[accounts.a]\n[accounts.a]\n", 2), ("a = \"\u{1}\"", 1), ("\n\n=", 3),
            ("a = 1\n[.a]", 2), ("[ä]", 1), ("[[[a]", 1), ("a = 1\nb = [ } ]", 2),
            ("a = [\n1,\u{A0}2]", 2), ("[[ = 1", 1), ("[\n", 1), ("a = \"x\n[.a]", 1),
            ("a = [[{b = \n", 1), ("[]", 1),
        ])
    func syntax(text: String, line: Int) throws {
        let reading = UserSettings.read(text)
        let problem = try #require(reading.problems.first)
        #expect(reading.problems.count == 1 && reading.settings == nil)
        #expect(problem.line == line && problem.column > 0 && problem.severity == .error)
        #expect(!problem.message.isEmpty)
    }

    @Test("a line that is not UTF-8, or holds a NUL, is named")
    func octets() {
        let latin = UserSettings.read(octets: Array("[general]\n# caf".utf8) + [0xE9, 10])
        #expect(latin.problems.map(\.message) == ["this line is not UTF-8"])
        #expect(latin.problems.map(\.line) == [2])
        let null = UserSettings.read(octets: Array("[general]\nk = 'é\0'".utf8))
        #expect(null.problems.map(\.message) == ["this line holds a control character"])
        #expect(null.problems.map(\.column) == [7])
    }

    @Test("a file at the limit is read, one octet more is refused")
    func size() {
        let text = Mistake.incoming("")
        let fill = String(repeating: "#", count: Limits.fileOctets - text.utf8.count - 1)
        #expect(UserSettings.read("\(text)\n\(fill)").settings != nil)
        #expect(UserSettings.read("\(text)\n\(fill)#").settings == nil)
    }

    @Test("as many levels as the limit are read, one more is refused")
    func nesting() {
        func told(_ text: String) -> [String] {
            UserSettings.read(text + "\n" + Mistake.incoming("")).problems.map(\.message)
        }
        for (levels, message) in [
            (Limits.nesting, "a is not known in the file"),
            (Limits.nesting + 1, "no setting has more than \(Limits.nesting) levels"),
            (500_000, "no setting has more than \(Limits.nesting) levels"),
        ] {
            let open = String(repeating: "[", count: levels)
            #expect(told("a = \(open)\(String(repeating: "]", count: levels))") == [message])
            #expect(told(String(repeating: "a.", count: levels - 1) + "a = 1") == [message])
        }
    }

    @Test("as many accounts as the limit are read, one more is refused")
    func accountLimit() {
        func file(_ count: Int) -> String {
            (0..<count).map {
                "[accounts.a\($0)]\nprotocol = 'pop'\naddress = 'a@b'\nincoming.host = 'c'\n"
            }.joined()
        }
        #expect(
            UserSettings.read(file(Limits.accounts)).settings?.accounts.count == Limits.accounts)
        #expect(
            UserSettings.read(file(Limits.accounts + 1)).problems.map(\.message)
                == ["there are more than \(Limits.accounts) accounts"])
    }

    @Test("random settings never trap")
    func random() {
        let words = [
            "[accounts.a]", "[accounts.a.incoming]", "[general]", "\n", " = ", "host", "protocol",
            "\"pop\"", "'x'", "1", "true", "{", "}", "[", "]", ".", "accounts", "\"\\u0000\"", ",",
        ]
        var seed: UInt64 = 11
        for _ in 0..<1_000 {
            var text = ""
            for _ in 0..<14 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int(seed >> 33) % words.count]
            }
            #expect(UserSettings.read(text).settings == nil)
        }
    }

    @Test("a problem is written as compilers do")
    func description() {
        let problem = SettingsProblem(
            .warning, line: 3, column: 9, message: "m", remedy: "Do r.")
        #expect(problem.description == "3:9: warning: m\n  Do r.")
        #expect(SettingsProblem(.error, message: "m").description == " error: m")
    }
}
