import Console
import Glibc
import Mail
import Testing

@testable import App

@Suite("Piping to a program")
struct PipedProgramTests {
    /// As the program does when it starts.
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Everything a program says, and how it ended.
    private func run(
        _ typed: String, _ octets: [UInt8] = []
    ) throws -> (lines: [String], code: Int32) {
        let program = try PipedProgram(try ArgumentVector(typed: typed), octets: octets)
        var lines: [String] = []
        while true {
            let state = program.turn(within: .milliseconds(50)) { lines.append($0.string) }
            if case .ended(let code) = state { return (lines, code) }
        }
    }

    @Test("a program gets the octets on its standard input and its words are heard")
    func octets() throws {
        let all = (0...255).map { UInt8($0) }
        let said = try run("od -An -v -tu1 -w256", all)
        let expected = all.map { String(repeating: " ", count: 4 - "\($0)".count) + "\($0)" }
        #expect(said.lines == [expected.joined()])
        #expect(said.code == 0)
    }

    @Test("more than a pipe holds goes through in both directions")
    func large() throws {
        let octets = [UInt8](repeating: UInt8(ascii: "x"), count: 999) + [10]
        let text = [[UInt8]](repeating: octets, count: 1_000).flatMap { $0 }
        #expect(try run("cat", text).lines.count == 1_000)
        #expect(try run("wc -c", text).lines == ["1000000"])
    }

    @Test("what a program says cannot steer the terminal")
    func controls() throws {
        let lines = try run("cat", Array("a\u{1B}[2J\u{1B}]0;t\u{7}b\r\nc\u{9B}d".utf8)).lines
        #expect(lines == ["a␛[2J␛]0;t␇b", "c\u{FFFD}d"])
    }

    @Test("a program that does not want its input ends by itself")
    func unread() throws {
        let text = [UInt8](repeating: 65, count: 1 << 20)
        #expect(try run("true", text).code == 0)
        #expect(try run("sh -c 'exit 3'", text).code == 3)
    }

    @Test("a program that does not end is ended when asked")
    func endless() throws {
        let program = try PipedProgram(try ArgumentVector(typed: "sleep 1000"), octets: [])
        #expect(program.turn(within: .milliseconds(10)) { _ in } == .running)
        program.end()
    }

    @Test("a program that is not there is told in words")
    func missing() {
        #expect(throws: Problem.self) { try run("no-such-program-of-martlet") }
    }

    @Test("a program has three descriptors and an environment of known names")
    func surroundings() throws {
        setenv("MARTLET_TEST_SECRET", "hidden", 1)
        defer { unsetenv("MARTLET_TEST_SECRET") }
        let names = try run("env").lines.map { String($0.prefix { $0 != "=" }) }
        #expect(Set(names).isSubset(of: Set(OtherProgram.permittedNames)))
        let leak = open("/dev/null", O_RDONLY)
        defer { close(leak) }
        // ls itself opens the folder it lists.
        #expect(try run("ls /proc/self/fd").lines == ["0", "1", "2", "3"])
    }

    @Test("output beyond what is shown is read, dropped and told")
    func flood() throws {
        let line = [UInt8](repeating: 65, count: 1_023) + [10]
        let fitting = Limits.outputOctets / 1_024
        let most = [[UInt8]](repeating: line, count: fitting - 1).flatMap { $0 }
        #expect(try run("cat", most).lines.count == fitting - 1)
        let tooMuch = [[UInt8]](repeating: line, count: fitting + 9).flatMap { $0 }
        let said = try run("cat", tooMuch)
        #expect(said.lines.contains("[The rest of its output is not shown]"))
        #expect(said.lines.count <= fitting + 2)
        #expect(said.code == 0)
    }

    @Test("a line without an end is cut")
    func longLine() throws {
        let fits = [UInt8](repeating: 65, count: Limits.outputLineOctets)
        #expect(try run("cat", fits).lines.count == 1)
        #expect(try run("cat", fits + [65]).lines.count == 2)
    }
}
