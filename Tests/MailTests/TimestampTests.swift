import Testing

@testable import Mail

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "the RFC 3339 form has every field at its full width",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_171_320, "2026-11-20T10:42:00Z"),
            (-1, "1969-12-31T23:59:59Z"), (951_827_696, "2000-02-29T12:34:56Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"), (-59_926_608_000, "0071-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func rfc3339(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).rfc3339 == text)
    }

    @Test("moments without a four-digit year are written as the nearest that has one")
    func beyond() {
        #expect(Timestamp(seconds: .min).rfc3339 == "0000-01-01T00:00:00Z")
        #expect(Timestamp(seconds: .max).rfc3339 == "9999-12-31T23:59:59Z")
    }

    @Test("the RFC 3339 form sorts like the moments")
    func order() {
        var generator = SeededGenerator(seed: 2)
        let moments = (0..<500).map { _ in
            Timestamp(seconds: .random(in: -62_167_219_200...253_402_300_799, using: &generator))
        }
        #expect(moments.sorted().map(\.rfc3339) == moments.map(\.rfc3339).sorted())
    }

    @Test("the earlier moment is the smaller")
    func comparison() {
        #expect(Timestamp(seconds: -5) < Timestamp(seconds: 3))
        #expect(!(Timestamp(seconds: 3) < Timestamp(seconds: 3)))
    }
}
