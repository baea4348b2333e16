import Foundation
import Testing

@testable import martlet_proof

@Suite("Rows of servers")
struct RowTests {
    private func scenario(retr: String) throws -> Scenario {
        let row = """
            {"id": "x", "proto": "pop3", "on": {"RETR": [\(retr)]}, "pass": [],
             "base": {"messages": [{"uidl": "u1", "raw": "base"}]}}
            """
        let object = try JSONDecoder().decode(JSONObject.self, from: Data(row.utf8))
        return try ScenarioRow.read(object)
    }

    private func delivered(_ retr: String) throws -> String? {
        try scenario(retr: retr).deliverable.first.map {
            String(decoding: $0.octets, as: UTF8.self)
        }
    }

    @Test("code points below 256 are octets, others make the text UTF-8")
    func octets() {
        #expect(ScenarioAction.octets("\u{0}\u{ff}") == [0, 255])
        #expect(ScenarioAction.octets("\u{ff}ł") == Array("\u{ff}ł".utf8))
    }

    @Test("what RETR brings is read as the protocol has it")
    func delivery() throws {
        #expect(try delivered(#"{"send": "+OK\r\n..a\r\n.\r\n"}"#) == ".a\r\n")
        #expect(
            try delivered(#"{"send": "+OK\r\n"}, {"send": "a\n.\nb\r\n.\r\n"}"#) == "a\n.\nb\r\n")
        #expect(try delivered(#"{"send": "+OK\r\na\r\n"}"#) == nil)
        #expect(try delivered(#"{"send": "-ERR no\r\n"}"#) == nil)
        #expect(try delivered(#"{"send": "+OK\r\n"}, {"send_message": true}"#) == "base")
        #expect(
            try delivered(#"{"send": "+OK\r\n"}, {"send_message": "without-terminator"}"#) == nil)
        #expect(try delivered(#"{"send": "x\r\n", "repeat": 100000000}"#) == nil)
    }

    @Test("a word that is not known is told")
    func unknown() throws {
        #expect(try scenario(retr: #"{"sing": "la"}"#).unknownWords == ["sing"])
        #expect(try scenario(retr: #"{"close": "slowly"}"#).unknownWords == ["close slowly"])
    }
}
