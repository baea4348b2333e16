import Mail
import Testing

@testable import App

@Suite("Commands a person types")
struct ArgumentVectorTests {
    @Test(
        "blanks part words, quotes keep them together",
        arguments: [
            ("cat", ["cat"]),
            ("  grep  -n   x ", ["grep", "-n", "x"]),
            ("grep 'two words' \"and three more\"", ["grep", "two words", "and three more"]),
            ("a'b c'd", ["ab cd"]),
            (#"a\ b \"c"#, ["a b", "\"c"]),
            (#"x "a \" b" 'c \ d'"#, ["x", #"a " b"#, #"c \ d"#]),
            ("x ''", ["x", ""]),
            ("sh -c 'a | b > c; $HOME `x`'", ["sh", "-c", "a | b > c; $HOME `x`"]),
            ("echo $HOME ~ * ?", ["echo", "$HOME", "~", "*", "?"]),
        ])
    func words(typed: String, expected: [String]) throws {
        #expect(try ArgumentVector(typed: typed).words == expected)
    }

    @Test(
        "what only a shell understands is refused, and so is what has no end or no beginning",
        arguments: [
            "", "  ", "a | b", "a > b", "a; b", "a & b", "a `b`", "a 'b", "a \"b", "a \\", "'' x",
        ])
    func refused(typed: String) {
        #expect(throws: Problem.self) { try ArgumentVector(typed: typed) }
    }

    @Test("what is to be opened is one argument, the last, whatever it holds")
    func opening() {
        let vector = ArgumentVector(["viewer", "-x"], opening: "/tmp/a b; rm -rf 'x'")
        #expect(vector.words == ["viewer", "-x", "/tmp/a b; rm -rf 'x'"])
    }
}
