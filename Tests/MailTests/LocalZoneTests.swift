import Testing

@testable import Mail

@Suite("Local zone")
struct LocalZoneTests {
    private let zone = LocalZone([
        LocalZone.Period(start: Timestamp(seconds: 100), offset: 3_600),
        LocalZone.Period(start: Timestamp(seconds: 200), offset: 7_200),
        LocalZone.Period(start: Timestamp(seconds: 300), offset: -1_800),
    ])

    @Test(
        "a period holds from its first second until the next one's",
        arguments: [
            (100, 3_600), (199, 3_600), (200, 7_200), (299, 7_200), (300, -1_800),
            (.max, -1_800),
        ] as [(Int64, Int)])
    func periods(seconds: Int64, offset: Int) {
        #expect(zone.offset(at: Timestamp(seconds: seconds)) == offset)
    }

    @Test("before the first period its offset holds", arguments: [99, 0, .min] as [Int64])
    func before(seconds: Int64) {
        #expect(zone.offset(at: Timestamp(seconds: seconds)) == 3_600)
    }

    @Test("a zone without periods is Greenwich's")
    func empty() {
        #expect(LocalZone.utc.offset(at: Timestamp(seconds: 12)) == 0)
        #expect(LocalZone.utc == LocalZone([]))
    }

    @Test("among many periods each moment finds its own")
    func many() {
        let periods = (0..<400).map {
            LocalZone.Period(start: Timestamp(seconds: Int64($0) * 1_000), offset: $0)
        }
        let zone = LocalZone(periods)
        for index in 0..<400 {
            let start = Int64(index) * 1_000
            #expect(zone.offset(at: Timestamp(seconds: start)) == index)
            #expect(zone.offset(at: Timestamp(seconds: start + 999)) == index)
        }
    }

    @Test("the clock goes forward by an hour where summer time begins")
    func summerTime() {
        let zone = LocalZone([
            LocalZone.Period(start: Timestamp(seconds: .min), offset: 3_600),
            LocalZone.Period(start: Timestamp(seconds: 1_774_746_000), offset: 7_200),
        ])
        let before = zone.civilTime(Timestamp(seconds: 1_774_745_999))
        let after = zone.civilTime(Timestamp(seconds: 1_774_746_000))
        #expect(
            before
                == CivilTime(year: 2026, month: 3, day: 29, hour: 1, minute: 59, second: 59))
        #expect(after == CivilTime(year: 2026, month: 3, day: 29, hour: 3))
    }
}
