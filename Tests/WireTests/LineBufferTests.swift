import Testing

@testable import Wire

@Suite("Line buffer")
struct LineBufferTests {
    private func text(_ line: ArraySlice<UInt8>?) -> String? {
        line.map { String(decoding: $0, as: UTF8.self) }
    }

    private func buffer(_ text: String, limit: Int = 100) -> LineBuffer {
        var buffer = LineBuffer(lineLimit: limit)
        buffer.append(Array(text.utf8))
        return buffer
    }

    @Test("CR LF ends a line and belongs to no line")
    func carriageReturnLineFeed() throws {
        var buffer = buffer("one\r\n\r\ntwo\r\nrest")
        #expect(text(try buffer.nextLine()) == "one")
        #expect(text(try buffer.nextLine()) == "")
        #expect(text(try buffer.nextLine()) == "two")
        #expect(try buffer.nextLine() == nil)
        #expect(text(buffer.unread) == "rest")
    }

    @Test("a bare LF ends a line too")
    func bareLineFeed() throws {
        var buffer = buffer("one\n\ntwo\r\r\n")
        #expect(text(try buffer.nextLine()) == "one")
        #expect(text(try buffer.nextLine()) == "")
        #expect(text(try buffer.nextLine()) == "two\r")
        #expect(buffer.isEmpty)
    }

    @Test("a CR alone ends nothing, not even when the LF comes later")
    func splitEnd() throws {
        var buffer = buffer("one\r")
        #expect(try buffer.nextLine() == nil)
        buffer.append([10])
        #expect(text(try buffer.nextLine()) == "one")
        #expect(try buffer.nextLine() == nil)
    }

    @Test("octets are counted until they are taken out")
    func counting() throws {
        var buffer = LineBuffer()
        #expect(buffer.isEmpty && buffer.count == 0)
        buffer.append(Array("ab\ncd".utf8))
        #expect(buffer.count == 5 && !buffer.isEmpty)
        _ = try buffer.nextLine()
        #expect(buffer.count == 2)
        buffer.append([])
        #expect(buffer.count == 2)
        buffer.removeAll()
        #expect(buffer.isEmpty)
        buffer.append(Array("x\n".utf8))
        #expect(text(try buffer.nextLine()) == "x")
    }

    @Test("the limit counts a line's octets without its end", arguments: ["\n", "\r\n"])
    func limit(end: String) throws {
        for length in [9, 10] {
            var buffer = buffer(String(repeating: "x", count: length) + end, limit: 10)
            #expect(try buffer.nextLine()?.count == length)
        }
        var buffer = buffer(String(repeating: "x", count: 11) + end, limit: 10)
        #expect(throws: WireFault(expected: "a line of at most 10 octets")) {
            try buffer.nextLine()
        }
    }

    @Test("a line at the limit is accepted in whatever pieces its end comes")
    func limitInPieces() throws {
        var buffer = buffer("xxxxxxxxxx", limit: 10)
        #expect(try buffer.nextLine() == nil)
        buffer.append([13])
        #expect(try buffer.nextLine() == nil)
        buffer.append([10])
        #expect(try buffer.nextLine()?.count == 10)
    }

    @Test("a line without end is refused as soon as it is too long")
    func endless() throws {
        var buffer = buffer("xxxxxxxxxx", limit: 10)
        #expect(try buffer.nextLine() == nil)
        buffer.append(Array("x".utf8))
        #expect(throws: WireFault.self) { try buffer.nextLine() }
        #expect(throws: WireFault.self) { try buffer.nextLine() }
    }

    @Test("the limit holds for each line anew")
    func limitOfEach() throws {
        var buffer = buffer("xxxxxxxxxx\nxxxxxxxxxx\nxxxxxxxxxxx\n", limit: 10)
        #expect(try buffer.nextLine()?.count == 10)
        #expect(try buffer.nextLine()?.count == 10)
        #expect(throws: WireFault.self) { try buffer.nextLine() }
    }

    @Test("without another limit a line has at most 1 MiB")
    func standardLimit() throws {
        for length in [1_048_575, 1_048_576] {
            var buffer = LineBuffer()
            buffer.append([UInt8](repeating: 120, count: length) + [13, 10])
            #expect(try buffer.nextLine()?.count == length)
        }
        var buffer = LineBuffer()
        buffer.append([UInt8](repeating: 120, count: 1_048_577))
        #expect(throws: WireFault.self) { try buffer.nextLine() }
    }

    @Test("a block is taken as it is, line ends included, and lines go on behind it")
    func block() throws {
        var buffer = buffer("{7}\r\na\r\nb\r\n) end\r\n")
        #expect(text(try buffer.nextLine()) == "{7}")
        #expect(text(buffer.take(upTo: 4)) == "a\r\nb")
        #expect(text(buffer.take(upTo: 3)) == "\r\n)")
        #expect(text(try buffer.nextLine()) == " end")
    }

    @Test("a block that has not all arrived is taken in pieces")
    func blockInPieces() throws {
        var buffer = buffer("abc")
        #expect(text(buffer.take(upTo: 5)) == "abc")
        #expect(buffer.take(upTo: 2).isEmpty)
        buffer.append(Array("de)\n".utf8))
        #expect(text(buffer.take(upTo: 2)) == "de")
        #expect(text(try buffer.nextLine()) == ")")
    }

    @Test("no announced length can trap", arguments: [Int.min, -1, 0])
    func nothingTaken(limit: Int) {
        var buffer = buffer("abc")
        #expect(buffer.take(upTo: limit).isEmpty)
        #expect(buffer.count == 3)
    }

    @Test("a block of any size ends where the octets end")
    func everythingTaken() throws {
        var buffer = buffer("x\nabc")
        _ = try buffer.nextLine()
        #expect(text(buffer.take(upTo: .max)) == "abc")
        #expect(buffer.take(upTo: .max).isEmpty)
        var unlimited = LineBuffer(lineLimit: .max)
        unlimited.append([13, 10])
        #expect(try unlimited.nextLine()?.isEmpty == true)
    }

    @Test("a block taken out of a line that was searched leaves the rest of the line")
    func blockAfterSearch() throws {
        var buffer = buffer("abcdef")
        #expect(try buffer.nextLine() == nil)
        #expect(text(buffer.take(upTo: 3)) == "abc")
        buffer.append(Array("g\nh\n".utf8))
        #expect(text(try buffer.nextLine()) == "defg")
        #expect(text(try buffer.nextLine()) == "h")
    }

    @Test("what was taken out is given back while more arrives")
    func compaction() throws {
        var buffer = buffer("x")
        for _ in 0..<1_000 {
            buffer.append(Array("yyyyyyyyy\nx".utf8))
            #expect(try buffer.nextLine()?.count == 10)
        }
        #expect(buffer.count == 1)
        #expect(buffer.unread.endIndex < 100)
    }
}
