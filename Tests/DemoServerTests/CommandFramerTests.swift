import Testing
import Wire

@testable import DemoServer

@Suite("Command framing")
struct CommandFramerTests {
    @Test("a command with literals is one frame, and each that needs leave is announced")
    func literals() throws {
        var framer = CommandFramer()
        framer.append(Array("a X {2}\r\n\r\n {1+}\r\nz y\r\nb N\r\n".utf8))
        #expect(try framer.next() == .literalAnnounced)
        #expect(try framer.next() == .command(Array("a X {2}\r\n\r\n {1+}\r\nz y".utf8)))
        #expect(try framer.next() == .command(Array("b N".utf8)))
        #expect(try framer.next() == nil)
        #expect(framer.isEmpty)
    }

    @Test(
        "braces that announce nothing are text",
        arguments: ["a {}", "a {x}", "a {-1}", "a }", "a {+}"])
    func noLiterals(line: String) throws {
        var framer = CommandFramer()
        framer.append(Array((line + "\r\n").utf8))
        #expect(try framer.next() == .command(Array(line.utf8)))
    }

    @Test("a line as long as the limit passes, one octet more breaks the connection")
    func lineLimit() throws {
        var framer = CommandFramer()
        framer.append([UInt8](repeating: 120, count: Limits.line) + [13, 10])
        #expect(try framer.next() != nil)
        framer.append([UInt8](repeating: 120, count: Limits.line + 1) + [10])
        #expect(throws: WireFault.self) { try framer.next() }
    }

    @Test("a literal that fills the command to its limit is let in, a larger one is not")
    func commandLimit() throws {
        let start = "a {00000000}".utf8.count
        for (count, isAllowed) in [
            (Limits.command - start, true), (Limits.command - start + 1, false),
        ] {
            var framer = CommandFramer()
            framer.append(Array("a {\(count)}\r\n".utf8))
            if isAllowed {
                #expect(try framer.next() == .literalAnnounced)
            } else {
                #expect(throws: WireFault.self) { try framer.next() }
            }
        }
    }

    @Test("octets without meaning never trap", arguments: 0..<40)
    func garbage(seed: UInt64) throws {
        var state = seed &* 6_364_136_223_846_793_005 &+ 1
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let alphabet = Array(
            "a1 ({[<\"\\*:,.+-)}]>\r\n\0\u{FF}FETCH STORE BODY SEARCH UID 4294967295".utf8)
        var dialogue = try SmallWorld.inbox()
        for verb in [
            "FETCH", "UID STORE", "SEARCH", "LIST", "SELECT", "APPEND", "STATUS", "UID COPY",
        ] {
            let noise = (0..<40).map { _ in alphabet[Int(random() % UInt64(alphabet.count))] }
                .filter { $0 != 10 && $0 != 13 }
            let answer = try dialogue.say(
                octets: Array("t \(verb) ".utf8) + noise + Array(" x\r\n".utf8))
            #expect(!answer.isEmpty)
        }
    }
}
