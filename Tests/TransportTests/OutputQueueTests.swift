import Testing

@testable import Transport

@Suite("OutputQueue") struct OutputQueueTests {
    @Test("octets leave in the order they came, in whatever portions they are taken")
    func order() {
        var generator = SystemRandomNumberGenerator()
        var queue = OutputQueue()
        var expected: [UInt8] = []
        var taken: [UInt8] = []
        for round in 0..<500 {
            let size = [0, 1, 100, 20_000][round % 4]
            let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ round) }
            queue.append(piece)
            expected += piece
            while !queue.isEmpty, Bool.random(using: &generator) {
                let portion = queue.withFirst { first in
                    Array(first.prefix(Int.random(in: 1...first.count, using: &generator)))
                }
                queue.removeFirst(portion.count)
                taken += portion
            }
        }
        while !queue.isEmpty {
            let rest = queue.withFirst { Array($0) }
            queue.removeFirst(rest.count)
            taken += rest
        }
        #expect(taken == expected)
    }

    @Test("small pieces are joined to leave together")
    func joined() {
        var queue = OutputQueue()
        queue.append([1, 2])
        queue.append([3])
        #expect(queue.withFirst { Array($0) } == [1, 2, 3])
    }
}
