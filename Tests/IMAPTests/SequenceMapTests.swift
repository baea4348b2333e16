import Testing

@testable import IMAP

@Suite("SequenceMap")
struct SequenceMapTests {
    private func position(_ number: Int) throws -> SequenceNumber {
        try #require(SequenceNumber(UInt64(number)))
    }

    @Test("it follows a list from which things are taken", arguments: 1...20)
    func followsModel(seed: UInt64) throws {
        var random = Seeded(seed)
        var map = SequenceMap()
        var model: [UInt32] = []
        for _ in 0..<120 {
            switch Int.random(in: 0...3, using: &random) {
            case 0:
                let added = Int.random(in: 1...700, using: &random)
                model += Array(repeating: 0, count: added)
                map.grow(to: model.count)
            case 1 where !model.isEmpty:
                let index = Int.random(in: 0..<model.count, using: &random)
                let uid = map.expunge(try position(index + 1))
                #expect((uid?.rawValue ?? 0) == model.remove(at: index))
            case 2 where !model.isEmpty:
                let index = Int.random(in: 0..<model.count, using: &random)
                let uid = UInt32.random(in: 1...9, using: &random)
                let agrees = map.teach(UID(unchecked: uid), at: try position(index + 1))
                #expect(agrees == (model[index] == 0 || model[index] == uid))
                model[index] = uid
            default: break
            }
            #expect(map.count == model.count)
        }
        for (index, uid) in model.enumerated() {
            #expect((map[try position(index + 1)]?.rawValue ?? 0) == uid)
        }
        #expect(map[try position(model.count + 1)] == nil)
    }

    @Test("it never grows beyond its limit")
    func limit() throws {
        var map = SequenceMap()
        map.grow(to: Int(UInt32.max))
        #expect(map.count == Limits.sequenceMap)
        #expect(map.expunge(try position(Limits.sequenceMap + 1)) == nil)
    }

    @Test("it can be filled at once")
    func fills() throws {
        var map = SequenceMap()
        map.fill(UIDSet(.first, through: UID(unchecked: 5_000)))
        #expect(map[try position(4_097)]?.rawValue == 4_097)
        #expect(map.expunge(try position(1)) == .first)
        #expect(map[try position(4_097)]?.rawValue == 4_098)
    }
}

@Suite("ModSeqTracker")
struct ModSeqTrackerTests {
    @Test("the greatest seen counts at the tag, an announced one before it")
    func advances() throws {
        var tracker = ModSeqTracker()
        let (low, high) = (try #require(ModSeq(5)), try #require(ModSeq(9)))
        tracker.see(high)
        tracker.see(low)
        #expect(tracker.advance() == high)
        #expect(tracker.advance() == nil)
        tracker.see(low)
        #expect(tracker.advance() == nil)
        tracker.see(high)
        tracker.announce(low)
        #expect(tracker.advance() == low)
    }
}
