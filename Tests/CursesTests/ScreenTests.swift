import Glibc
import Testing

@testable import Curses

@Suite("Screen")
struct ScreenTests {
    @Test("what is not a terminal is refused")
    func pipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(throws: ScreenFault.notATerminal) {
            _ = try Screen(input: ends[0], output: ends[1])
        }
    }

    @Test("input at its end means that the terminal is gone")
    func gone() throws {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        let input = TerminalInput(descriptor: ends[0])
        #expect(try input.read(limit: 10, within: 0).isEmpty)
        #expect(write(ends[1], "abc", 3) == 3)
        #expect(try input.read(limit: 2, within: 0) == Array("ab".utf8))
        close(ends[1])
        #expect(try input.read(limit: 10, within: 0) == Array("c".utf8))
        #expect(throws: ScreenFault.gone) { try input.read(limit: 10, within: 0) }
        close(ends[0])
    }

    @Test("every fault says what is wrong")
    func sentences() {
        let faults: [ScreenFault] = [
            .notATerminal, .unknownTerminal(""), .unknownTerminal("vt999"), .tooSimple("dumb"),
            .noUnicode, .alreadyOpen, .gone,
        ]
        #expect(Set(faults.map(\.description)).count == faults.count)
        #expect(ScreenFault.unknownTerminal("vt999").description.contains("vt999"))
    }
}
