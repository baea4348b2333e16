import Testing
import Wire

@testable import IMAP

@Suite("Framer")
struct FramerTests {
    /// All frames, as text; chunks are joined.
    private func frames(_ text: String, limit: Int = Limits.literal) throws -> [String] {
        var framer = Framer(literalLimit: limit)
        framer.append(Array(text.utf8))
        var found: [String] = []
        while let frame = try framer.next() {
            switch frame {
            case .response(let range):
                found.append(framer.withOctets(of: range) { String(decoding: $0, as: UTF8.self) })
            case .literal(let head, let count):
                found.append(
                    framer.withOctets(of: head) { String(decoding: $0, as: UTF8.self) }
                        + "…\(count)")
            case .chunk(let octets): found.append("chunk \(octets.count)")
            }
        }
        return found
    }

    @Test("a literal belongs to its response, whatever it holds")
    func literals() throws {
        #expect(
            try frames("* 1 FETCH (BODY[] {4}\r\n\r\n{9} X)\r\n* OK\r\n")
                == ["* 1 FETCH (BODY[] {4}\r\n\r\n{9} X)", "* OK"])
        #expect(
            try frames("* X {0}\r\n\r\n* X ~{1+}\r\nab\r\n") == ["* X {0}\r\n", "* X ~{1+}\r\nab"])
    }

    @Test(
        "free text that looks like a literal is none",
        arguments: [
            "* OK see {5}", "* ok {5}", "A1 NO {5}", "+ {5}", "* BYE {5}", "* X {}", "* X 5}",
            "* X {a5}",
        ])
    func noLiterals(_ line: String) throws {
        #expect(try frames(line + "\r\n* 1 EXISTS\r\n") == [line, "* 1 EXISTS"])
    }

    @Test("a literal one octet over the inline limit is streamed, one at the limit is not")
    func streams() throws {
        let held = String(repeating: "a", count: Limits.inlineLiteral)
        #expect(try frames("* 1 FETCH (BODY[] {\(held.utf8.count)}\r\n\(held))\r\n").count == 1)
        let great = held + "b"
        let found = try frames(
            "* 1 FETCH (BODY[] {\(great.utf8.count)}\r\n\(great) UID 7)\r\n* OK\r\n")
        #expect(found.first == "* 1 FETCH (BODY[] {\(great.utf8.count)}\r\n…\(great.utf8.count)")
        #expect(found.filter { $0 == "chunk \(Limits.chunk)" }.count == 16)
        #expect(
            found.suffix(3) == [
                "chunk 1", "* 1 FETCH (BODY[] {\(great.utf8.count)}\r\n UID 7)", "* OK",
            ])
    }

    @Test(
        "a literal over the limit, or over every number, ends the connection",
        arguments: ["100", "4294967295", "9223372036854775807", "18446744073709551616"])
    func refusesGreatLiterals(_ size: String) throws {
        #expect(throws: WireFault.self) { try frames("* X {\(size)}\r\n", limit: 99) }
    }

    @Test("a literal at the limit is accepted")
    func acceptsLimit() throws {
        #expect(try frames("* X {99}\r\n", limit: 99).isEmpty)
    }

    /// How many responses the octets hold.
    private func count(_ bytes: [UInt8]) throws -> Int {
        var framer = Framer()
        framer.append(bytes)
        var count = 0
        while try framer.next() != nil { count += 1 }
        return count
    }

    @Test("a line may be just so long")
    func lineLimit() throws {
        let fitting = Array("* X ".utf8) + [UInt8](repeating: 97, count: Limits.line - 4)
        #expect(try count(fitting + [10]) == 1)
        #expect(throws: WireFault.self) { try count(fitting + [97, 10]) }
        #expect(throws: WireFault.self) { try count(fitting + [97, 97]) }
    }

    @Test("a list of UIDs may be longer")
    func setLineLimit() throws {
        let start = Array("* SEARCH ".utf8)
        let fitting = start + [UInt8](repeating: 49, count: Limits.setLine - start.count)
        #expect(try count(fitting + [10]) == 1)
        #expect(throws: WireFault.self) { try count(fitting + [49, 10]) }
    }

    @Test("a response with many literals may be just so long")
    func responseLimit() {
        let literal =
            "{\(Limits.inlineLiteral)}\r\n" + String(repeating: "a", count: Limits.inlineLiteral)
        #expect(throws: Never.self) { try frames("* X " + String(repeating: literal, count: 7)) }
        #expect(throws: WireFault.self) {
            try frames("* X " + String(repeating: literal, count: 8))
        }
    }
}
