import Testing

@testable import Storage

@Suite struct IDSetTests {
    private static let universe = Int64(0)..<12

    private static func members(_ set: IDSet) -> Set<Int64> {
        Set(universe.filter(set.contains))
    }

    @Test("sets and their complements join as sets do", arguments: 0..<200)
    func joins(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
        func random() -> IDSet {
            let ids = IDSetTests.universe.filter { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state >> 62 == 0
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return IDSet(ids, isComplement: state >> 63 == 0)
        }
        let (one, two) = (random(), random())
        let (left, right) = (IDSetTests.members(one), IDSetTests.members(two))
        #expect(IDSetTests.members(one.intersection(two)) == left.intersection(right))
        #expect(IDSetTests.members(one.union(two)) == left.union(right))
        #expect(IDSetTests.members(one.complement) == Set(IDSetTests.universe).subtracting(left))
        #expect(one.intersection(two).ids == one.intersection(two).ids.sorted())
    }

    @Test("SQLite reads it as JSON")
    func json() {
        #expect(IDSet([]).json == "[]")
        #expect(IDSet([3, 14]).json == "[3,14]")
    }
}
