import Testing

@testable import Mail

@Suite struct QueryTests {
    /// Sunday 2026-03-15, 10:00 UTC.
    private static let now = CivilTime(year: 2026, month: 3, day: 15, hour: 10).timestamp(offset: 0)

    private func read(_ text: String, zone: LocalZone = .utc) throws -> Query.Condition? {
        try Query(text, now: #require(QueryTests.now), zone: zone).condition
    }

    private func term(_ text: String) throws -> Query.Term? {
        guard case .term(let term) = try read(text) else { return nil }
        return term
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Timestamp {
        try #require(CivilTime(year: year, month: month, day: day).timestamp(offset: 0))
    }

    private static func word(
        _ text: String, _ field: Query.Field = .anywhere, exact: Bool = false
    ) -> Query.Condition {
        .term(.words(Query.Words(text, in: field, isExact: exact)))
    }

    static let meanings: [(String, Query.Condition)] = [
        ("budget", word("budget")),
        ("two words", .all([word("two"), word("words")])),
        ("two AND words", .all([word("two"), word("words")])),
        ("\"a phrase\"", word("a phrase", exact: true)),
        ("from:alice", word("alice", .from)),
        ("SUBJECT:\"a plan\"", word("a plan", .subject, exact: true)),
        ("filename:x.pdf", word("x.pdf", .filename)),
        ("list:dev", word("dev", .list)),
        ("-draft", .not(word("draft"))),
        ("NOT draft", .not(word("draft"))),
        ("--draft", .not(.not(word("draft")))),
        ("e-mail", word("e-mail")),
        ("-", word("-")),
        ("http://x", word("http://x")),
        ("a OR b", .any([word("a"), word("b")])),
        ("a | b c", .any([word("a"), .all([word("b"), word("c")])])),
        ("(a OR b) c", .all([.any([word("a"), word("b")]), word("c")])),
        ("-(a b)", .not(.all([word("a"), word("b")]))),
        ("has:attachment", .term(.attachment)),
        ("is:unread", .term(.unread)),
        ("is:flagged", .term(.flags(.flagged))),
        ("is:answered", .term(.flags(.answered))),
        ("in:Archive", .term(.mailbox("Archive"))),
        ("in:\"My mail\"", .term(.mailbox("My mail"))),
        ("account:work", .term(.account("work"))),
        ("larger:1M", .term(.larger(1 << 20))),
        ("smaller:20kb", .term(.smaller(20 << 10))),
        ("~f alice", word("alice", .from)),
        ("~t bob ~s plan", .all([word("bob", .to), word("plan", .subject)])),
        ("!~b text", .not(word("text", .body))),
        ("~N | ~F", .any([.term(.unread), .term(.flags(.flagged))])),
        ("~D", .term(.flags(.deleted))),
        ("~A", .term(.everything)),
        ("~z >10K", .term(.larger(10 << 10))),
        ("~z 1-2", .all([.not(.term(.smaller(1))), .not(.term(.larger(2)))])),
    ]

    @Test("what is typed means what it says", arguments: meanings)
    func meaning(text: String, condition: Query.Condition) throws {
        #expect(try read(text) == condition)
    }

    @Test("nothing typed is every message")
    func nothing() throws {
        #expect(try read("") == nil)
        #expect(try read("  \t ") == nil)
        #expect(try Query("  a  b ", now: day(2026, 1, 1)).text == "a  b")
    }

    @Test("dates are days, months, years and ages")
    func dates() throws {
        #expect(try term("before:2026-01-01") == .until(day(2026, 1, 1)))
        #expect(try term("after:2026-02") == .since(day(2026, 2, 1)))
        #expect(try term("after:2025") == .since(day(2025, 1, 1)))
        #expect(try term("after:20250708") == .since(day(2025, 7, 8)))
        #expect(try term("after:today") == .since(day(2026, 3, 15)))
        #expect(try term("after:yesterday") == .since(day(2026, 3, 14)))
        #expect(try term("after:3w") == .since(day(2026, 2, 22)))
        #expect(try term("before:1m") == .until(day(2026, 2, 15)))
        #expect(try term("before:2y") == .until(day(2024, 3, 15)))
        #expect(try read("~d <3d") == .all([.term(.since(day(2026, 3, 12)))]))
        #expect(
            try read("~d 1/2/2026-28/2/26")
                == .all([.term(.since(day(2026, 2, 1))), .term(.until(day(2026, 3, 1)))]))
        #expect(try read("~d 3/1-") == .all([.term(.since(day(2026, 1, 3)))]))
    }

    @Test("a day begins where the reader is")
    func zones() throws {
        let zone = LocalZone([.init(start: Timestamp(seconds: 0), offset: 7_200)])
        let start = try day(2026, 1, 1).seconds - 7_200
        #expect(try read("after:2026-01-01", zone: zone) == .term(.since(.init(seconds: start))))
    }

    static let faults: [(String, Int)] = [
        ("(a", 1), ("a)", 2), ("a \"b", 3), ("a OR", 5), ("OR a", 1), ("()", 2), ("has:x", 1),
        ("is:odd", 1), ("a before:soon", 3), ("after:2026-02-30", 1), ("larger:big", 1),
        ("larger:99999999999999G", 1), ("subject:", 1), ("a ~x b", 3), ("~", 1), ("~f", 1),
        ("~d never", 4), ("~z big", 4), ("label:(", 1), ("a AND", 3), ("~d 99/99/9999", 4),
    ]

    @Test("what cannot be understood is told with its place", arguments: faults)
    func fault(text: String, place: Int) throws {
        let fault = #expect(throws: QueryFault.self) { try read(text) }
        #expect(fault?.place == place)
        #expect(fault?.sentence.hasPrefix("At character \(place): ") == true)
    }

    @Test("length, terms and depth have a limit")
    func limits() throws {
        let word = String(repeating: "a", count: Limits.queryCharacters - 1)
        #expect(throws: Never.self) { try read(word + "a") }
        #expect(throws: QueryFault.self) { try read(word + "aa") }
        let terms = Array(repeating: "a", count: Limits.queryTerms).joined(separator: " ")
        #expect(throws: Never.self) { try read(terms) }
        #expect(throws: QueryFault.self) { try read(terms + " a") }
        let open = String(repeating: "(", count: Limits.queryDepth)
        let close = String(repeating: ")", count: Limits.queryDepth)
        #expect(throws: Never.self) { try read(open + "a" + close) }
        #expect(throws: QueryFault.self) { try read("(" + open + "a" + close + ")") }
        let dashes = String(repeating: "-", count: Limits.queryDepth)
        #expect(throws: Never.self) { try read(dashes + "a") }
        #expect(throws: QueryFault.self) { try read(dashes + "-a") }
    }

    @Test("anything at all is understood or refused with a place in it", arguments: 0..<40)
    func anything(seed: UInt64) throws {
        var random = Generator(state: seed &* 0x9E37_79B9 &+ 1)
        let pieces = [
            "a", "(", ")", "\"", "-", "!", "~", "~d ", "~z ", "~f", "OR", " ", " ", "from:", "is:",
            "before:", "3w", "2026-", "/", "|", "AND", "\\", "日本", "e\u{301}", "\0", "9999999999",
            "larger:", "<", ">", ":", "NOT ", "\u{1F468}\u{200D}\u{1F469}", "9G", "0m",
        ]
        for _ in 0..<200 {
            let text = (0..<random.below(12)).map { _ in pieces[random.below(pieces.count)] }
                .joined()
            do throws(QueryFault) {
                let query = try Query(text, now: .init(seconds: Int64(random.below(4_000_000_000))))
                // What was understood once is understood again, and alike.
                #expect(
                    try query == Query(query.text, now: .init(seconds: 0)) || text.contains("w")
                        || text.contains("m") || text.contains("/") || text.contains("~d"))
            } catch {
                #expect((1...text.count + 1).contains(error.place), "\(text)")
            }
        }
    }

    private struct Generator {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    @Test("two questions joined ask for both")
    func joined() throws {
        let now = try day(2026, 1, 1)
        let (one, two) = try (Query("a OR b", now: now), Query("c", now: now))
        let both = one.and(two)
        #expect(try both.condition == Query(both.text, now: now).condition)
        #expect(Query.everything.and(two) == two && two.and(.everything) == two)
    }

    @Test("only a question for words needs an index")
    func words() throws {
        #expect(try Query("is:unread OR -(a)", now: day(2026, 1, 1)).asksForWords)
        #expect(try !Query("is:unread larger:1M", now: day(2026, 1, 1)).asksForWords)
    }
}
