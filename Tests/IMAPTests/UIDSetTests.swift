import Testing

@testable import IMAP

/// Numbers that look random and are the same in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

func set(_ text: String) -> UIDSet? { UIDSet(text: text.utf8) }

@Suite("UIDSet")
struct UIDSetTests {
    @Test("runs in any order and overlapping become ascending runs with gaps between")
    func coalesces() {
        #expect(set("5:3,1,2,9,7:8,4294967295")?.description == "1:5,7:9,4294967295")
        #expect(set("4294967295:4294967294,1")?.count == 3)
    }

    @Test(
        "zero, stars, signs and empty places are no set",
        arguments: ["0", "1:*", "*", "1,,2", "-1", "1:", "4294967296"])
    func refuses(_ text: String) {
        #expect(set(text) == nil)
    }

    @Test("the empty text is the empty set")
    func empty() {
        #expect(set("")?.isEmpty == true)
    }

    @Test("it behaves as a set of numbers", arguments: 1...60)
    func algebra(seed: UInt64) {
        var random = Seeded(seed)
        var runs = UIDSet()
        var model: Set<UInt32> = []
        for _ in 0..<60 {
            let first = UInt32.random(in: 1...60, using: &random)
            let last = min(60, first + UInt32.random(in: 0...5, using: &random))
            let range = UIDSet(UID(unchecked: first), through: UID(unchecked: last))
            switch Int.random(in: 0...3, using: &random) {
            case 0:
                runs.insert(UIDSet.Run(UID(unchecked: first), UID(unchecked: last)))
                model.formUnion(first...last)
            case 1:
                runs.subtract(range)
                model.subtract(first...last)
            case 2:
                runs.formUnion(range)
                model.formUnion(first...last)
            default:
                let kept = UIDSet(UID(unchecked: first), through: UID(unchecked: 60))
                if runs.intersection(kept).count != runs.count {
                    runs = runs.intersection(kept)
                    model.formIntersection(first...60)
                }
            }
            #expect(runs.map(\.rawValue) == model.sorted())
            #expect(runs.count == model.count)
            #expect(set(runs.description) == runs)
        }
        for number in UInt32(1)...60 {
            #expect(runs.contains(UID(unchecked: number)) == model.contains(number))
        }
    }

    @Test("pieces hold the whole set, none longer than asked")
    func pieces() {
        let whole = UIDSet(stride(from: UInt32(1), through: 9_001, by: 3).compactMap(UID.init))
        let pieces = whole.pieces(length: 1_000)
        #expect(pieces.count > 10)
        #expect(pieces.allSatisfy { $0.description.utf8.count <= 1_000 })
        #expect(pieces.reduce(into: UIDSet()) { $0.formUnion($1) } == whole)
        #expect(UIDSet().pieces().isEmpty)
    }

    @Test("both ends of the number range hold")
    func ends() {
        var all = UIDSet(.first, through: .last)
        #expect(all.count == 4_294_967_295)
        all.remove(.last)
        all.remove(.first)
        #expect(all.description == "2:4294967294")
        all.insert(.last)
        #expect(all.description == "2:4294967295")
        #expect(UIDSet(.last).subtracting(UIDSet(.last)).isEmpty)
    }
}

@Suite("UIDMapping")
struct UIDMappingTests {
    private func mapping(_ sources: [(UInt32, UInt32)], _ destinations: [(UInt32, UInt32)])
        -> UIDMapping?
    {
        UIDMapping(
            sources: sources.map { UIDSet.Run(UID(unchecked: $0.0), UID(unchecked: $0.1)) },
            destinations: destinations.map {
                UIDSet.Run(UID(unchecked: $0.0), UID(unchecked: $0.1))
            })
    }

    @Test("the order of the lists decides, not the size of the numbers")
    func pairs() throws {
        let mapping = try #require(self.mapping([(304, 304), (319, 320)], [(3_956, 3_958)]))
        #expect(mapping[UID(unchecked: 304)]?.rawValue == 3_956)
        #expect(mapping[UID(unchecked: 320)]?.rawValue == 3_958)
        #expect(mapping[UID(unchecked: 305)] == nil)
        let crossed = try #require(self.mapping([(9, 9), (2, 3)], [(50, 50), (10, 11)]))
        #expect(crossed[UID(unchecked: 9)]?.rawValue == 50)
        #expect(crossed[UID(unchecked: 3)]?.rawValue == 11)
    }

    @Test("lists of different lengths map nothing")
    func unequal() {
        #expect(mapping([(1, 1)], [(1, 4_294_967_295)]) == nil)
        #expect(mapping([], []) == nil)
        #expect(mapping([(1, 4_294_967_295)], [(1, 4_294_967_295)]) != nil)
    }
}
