import Testing

@testable import Wire

@Suite("Line buffer under any split")
struct LineBufferPropertyTests {
    /// What one stream yields: its lines, and whether it ended in a fault.
    private struct Reading: Equatable {
        var lines: [[UInt8]] = []
        var isFaulty = false
        var rest: [UInt8] = []
    }

    private func read(_ pieces: [[UInt8]], limit: Int) -> Reading {
        var buffer = LineBuffer(lineLimit: limit)
        var reading = Reading()
        for piece in pieces where !reading.isFaulty {
            buffer.append(piece)
            do throws(WireFault) {
                while let line = try buffer.nextLine() { reading.lines.append(Array(line)) }
            } catch {
                reading.isFaulty = true
            }
        }
        reading.rest = reading.isFaulty ? [] : Array(buffer.unread)
        return reading
    }

    /// The same by a way too simple to be wrong.
    private func expected(_ stream: [UInt8], limit: Int) -> Reading {
        var reading = Reading()
        func withoutEnd() -> [UInt8] {
            reading.rest.last == 13 ? reading.rest.dropLast() : reading.rest
        }
        for octet in stream {
            if octet == 10, withoutEnd().count <= limit {
                reading.lines.append(withoutEnd())
                reading.rest = []
            } else {
                reading.rest.append(octet)
            }
            if withoutEnd().count > limit { return Reading(lines: reading.lines, isFaulty: true) }
        }
        return reading
    }

    private func pieces(
        of stream: [UInt8], upTo size: Int, _ generator: inout SeededGenerator
    ) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let count = Int.random(in: 0...size, using: &generator)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    @Test("a stream gives the same lines, rest and fault however it is split")
    func anySplit() {
        var generator = SeededGenerator(seed: 1)
        let octets: [UInt8] = [10, 10, 13, 13, 65, 66, 67, 68, 69, 0, 255]
        for round in 0..<1_500 {
            let length = Int.random(in: 0...120, using: &generator)
            let stream = (0..<length).map { _ in octets.randomElement(using: &generator) ?? 0 }
            let limit = Int.random(in: 0...20, using: &generator)
            let expected = expected(stream, limit: limit)
            #expect(read([stream], limit: limit) == expected, "round \(round)")
            #expect(read(stream.map { [$0] }, limit: limit) == expected, "round \(round)")
            let split = pieces(of: stream, upTo: 9, &generator)
            #expect(read(split, limit: limit) == expected, "round \(round)")
        }
    }

    @Test("lines and blocks in any order take every octet out once and in order")
    func mixedTaking() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<400 {
            let stream = (0..<300).map { _ in UInt8.random(in: 8...12, using: &generator) }
            var buffer = LineBuffer()
            var taken: [UInt8] = []
            for piece in pieces(of: stream, upTo: 40, &generator) {
                buffer.append(piece)
                #expect(Array(buffer.unread) == Array(stream[taken.count...].prefix(buffer.count)))
                for _ in 0..<Int.random(in: 0...4, using: &generator) {
                    if Bool.random(using: &generator) {
                        if let line = try buffer.nextLine() { taken += Array(line) + [10] }
                    } else {
                        taken += buffer.take(upTo: .random(in: 0...15, using: &generator))
                    }
                }
            }
            #expect(taken + Array(buffer.unread) == stream)
        }
    }

    @Test("one line in very many pieces comes out whole and only at its end")
    func manyPieces() throws {
        var buffer = LineBuffer(lineLimit: 400_000)
        var early = 0
        for _ in 0..<100_000 {
            buffer.append([120, 120, 120])
            if try buffer.nextLine() != nil { early += 1 }
        }
        buffer.append([10])
        #expect(early == 0)
        #expect(try buffer.nextLine()?.count == 300_000)
    }

    @Test("blocks taken from a large rest while more arrives lose nothing")
    func largeRest() {
        let large = (0..<600_000).map { UInt8($0 % 251) }
        var buffer = LineBuffer()
        buffer.append(large)
        var taken: [UInt8] = []
        for _ in 0..<7 {
            taken += buffer.take(upTo: 66_000)
            buffer.append([252])
        }
        #expect(taken == Array(large.prefix(462_000)))
        #expect(
            Array(buffer.unread) == large.dropFirst(462_000) + [UInt8](repeating: 252, count: 7))
    }
}
