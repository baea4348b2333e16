import Mail
import Testing

@testable import Settings

@Suite("Filters and retention in the settings")
struct FilterSettingsTests {
    private func text(_ lines: String, kind: String = "pop", account: String = "") -> String {
        """
        [accounts.a]
        protocol = "\(kind)"
        address = "a@example.org"
        \(account)
        [accounts.a.incoming]
        host = "example.org"
        \(lines)
        """
    }

    private func account(_ text: String) throws -> AccountSettings {
        let reading = UserSettings.read(text)
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        return try #require(reading.settings?.accounts.first)
    }

    private func told(_ text: String) -> [String] {
        UserSettings.read(text).problems.map { "\($0.line):\($0.column) \($0.message)" }
    }

    private let rules = """
        [[accounts.a.filters]]
        from = "*@shop.example"
        to = ["me@example.org", "other@example.org"]
        subject = "invoice"
        label = ["bills", "paid"]
        seen = true
        [[accounts.a.filters]]
        list = "dev.example.org"
        move = "Lists/Dev"
        stop = false
        """

    @Test("rules are read in the file's order, a text standing for a list of one")
    func read() throws {
        let filters = try account(text(rules)).filters
        try #require(filters.count == 2)
        #expect(filters[0].conditions[.from] == [FilterPattern("*@shop.example")])
        #expect(filters[0].conditions[.to]?.map(\.text) == ["me@example.org", "other@example.org"])
        #expect(filters[0].filing.labels.map(\.name) == ["bills", "paid"])
        #expect(filters[0].filing.isSeen && !filters[0].isLast)
        #expect(filters[1].filing.mailbox?.name == "Lists/Dev")
        #expect(!filters[1].isLast)
    }

    @Test("what is shown is what was read")
    func rendered() throws {
        let first = try #require(UserSettings.read(text(rules)).settings)
        let again = UserSettings.read(first.rendered())
        #expect(again.settings == first, "\(again.problems)")
    }

    @Test(
        "mistakes in a filter are told at their place",
        arguments: [
            ("from = \"x\"", "7:3 this filter does nothing"),
            ("move = \"x\"", "7:3 this filter has no condition and would take all mail"),
            (
                "form = \"x\"\nfrom = \"y\"\nseen = true",
                "8:1 form is not known in [[accounts.a.filters]]"
            ),
            ("from = []\nseen = true", "8:8 from is empty and can never hold"),
            ("subject = [\"a\", \"\"]\nseen = true", "8:11 subject is empty and can never hold"),
            (
                "from = 1\nseen = true",
                "8:8 from must be a text in quotes, or a list of texts, not the number 1"
            ),
            (
                "from = \"x\"\nmove = \"a//b\"",
                "9:8 move names no mailbox: a name needs something before and after each /"
            ),
            ("from = \"x\"\nlabel = [\"two words\"]", "9:9 \"two words\" cannot be a label"),
            ("from = \"x\"\nlabel = \"seen\"", "9:9 \"seen\" cannot be a label"),
            (
                "from = \"x\"\nseen = \"yes\"",
                "9:8 seen must be true or false, not the text \"yes\""
            ),
        ])
    func mistakes(lines: String, problem: String) {
        #expect(told(text("[[accounts.a.filters]]\n" + lines)) == [problem])
    }

    @Test("the second filter's mistake is told in the second filter")
    func second() {
        let lines = "[[accounts.a.filters]]\nfrom = \"x\"\nseen = true\n"
        #expect(
            told(text(lines + "[[accounts.a.filters]]\nfrom = \"x\"\nseen = 1"))
                == ["12:8 seen must be true or false, not the number 1"])
    }

    @Test("filters in one line are told at the line")
    func inline() {
        let problems = told(text("", account: "filters = [{ from = \"x\", sen = true }]"))
        #expect(problems.first?.hasPrefix("4:") == true, "\(problems)")
        #expect(problems.count == 2)
    }

    @Test("one table where a list of them must be is told")
    func oneTable() {
        let problems = told(text("[accounts.a.filters]\nfrom = \"x\"\nseen = true"))
        #expect(problems == ["7:2 filters must be a list of tables, not a table"])
    }

    @Test("a filter's key in the wrong table is sent to its own")
    func wrongTable() {
        let reading = UserSettings.read(text("", account: "subject = \"x\""))
        #expect(reading.problems.map(\.remedy) == ["It belongs in [[accounts.a.filters]]."])
    }

    @Test("retention is read, shown again, and off without it")
    func retention() throws {
        let set = try account(
            text("", account: "empty_trash_after = \"30d\"\nempty_junk_after = \"2w\""))
        #expect(set.emptyTrashAfter == .seconds(30 * 86_400))
        #expect(set.emptyJunkAfter == .seconds(14 * 86_400))
        let none = try account(text(""))
        #expect(none.emptyTrashAfter == nil && none.emptyJunkAfter == nil)
    }

    @Test(
        "a retention of less than a day, or none at all, is refused",
        arguments: ["0d", "23h", "soon", "", "-1d"])
    func shortRetention(value: String) {
        let problems = told(text("", account: "empty_trash_after = \"\(value)\""))
        #expect(problems == ["4:21 empty_trash_after cannot be \"\(value)\""])
    }

    @Test("retention has no effect with IMAP, which is a warning")
    func imap() throws {
        let reading = UserSettings.read(
            text("", kind: "imap", account: "empty_trash_after = \"30d\""))
        #expect(reading.problems.map(\.severity) == [.warning])
        #expect(try #require(reading.settings).accounts[0].emptyTrashAfter == nil)
    }
}
