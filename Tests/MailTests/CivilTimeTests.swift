import Testing

@testable import Mail

@Suite("Civil time")
struct CivilTimeTests {
    @Test("known moments have their known dates")
    func known() {
        let dates: [(Int64, CivilTime)] = [
            (0, CivilTime(year: 1970, month: 1, day: 1)),
            (-1, CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
            (951_782_400, CivilTime(year: 2000, month: 2, day: 29)),
            (
                2_147_483_648,
                CivilTime(year: 2038, month: 1, day: 19, hour: 3, minute: 14, second: 8)
            ),
            (-62_167_219_200, CivilTime(year: 0, month: 1, day: 1)),
            (
                253_402_300_799,
                CivilTime(year: 9_999, month: 12, day: 31, hour: 23, minute: 59, second: 59)
            ),
        ]
        for (seconds, date) in dates {
            #expect(CivilTime(Timestamp(seconds: seconds), offset: 0) == date)
            #expect(date.timestamp(offset: 0) == Timestamp(seconds: seconds))
        }
    }

    @Test("every month of the years 0 to 9999 follows the one before")
    func everyMonth() {
        var expected: Int64 = -62_167_219_200
        var weekday = 6
        var wrong = 0
        for year in 0...9_999 {
            for month in 1...12 {
                for day in [1, 2, CivilTime.days(in: month, of: year)] {
                    let date = CivilTime(year: year, month: month, day: day)
                    let moment = Timestamp(seconds: expected + Int64(day - 1) * 86_400)
                    let same =
                        date.timestamp(offset: 0) == moment
                        && CivilTime(moment, offset: 0) == date
                        && date.weekday == (weekday + day - 1) % 7
                    if !same { wrong += 1 }
                }
                let length = CivilTime.days(in: month, of: year)
                expected += Int64(length) * 86_400
                weekday = (weekday + length) % 7
            }
        }
        #expect(wrong == 0)
        #expect(expected == 253_402_300_800)
    }

    @Test("any moment at any offset comes back to the second")
    func randomMoments() {
        var generator = SeededGenerator(seed: 1)
        var wrong: [Int64] = []
        for _ in 0..<20_000 {
            let seconds = Int64.random(in: -62_166_000_000...253_402_000_000, using: &generator)
            let offset = Int.random(in: -86_400...86_400, using: &generator)
            let time = CivilTime(Timestamp(seconds: seconds), offset: offset)
            if time.timestamp(offset: offset)?.seconds != seconds { wrong.append(seconds) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("February has 29 days every fourth year, but not in centuries that 400 does not divide")
    func leapYears() {
        for year in [0, 4, 1600, 1996, 2000, 2024, 2400] {
            #expect(CivilTime.days(in: 2, of: year) == 29)
            #expect(CivilTime(year: year, month: 2, day: 29).timestamp(offset: 0) != nil)
        }
        for year in [1, 100, 1700, 1900, 2023, 2100, 9_999] {
            #expect(CivilTime.days(in: 2, of: year) == 28)
            #expect(CivilTime(year: year, month: 2, day: 29).timestamp(offset: 0) == nil)
        }
    }

    @Test("months have the lengths of the calendar")
    func monthLengths() {
        let lengths = (1...12).map { CivilTime.days(in: $0, of: 2026) }
        #expect(lengths == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    }

    @Test("weeks begin with Sunday as 0")
    func weekdays() {
        #expect(CivilTime(year: 2026, month: 11, day: 22).weekday == 0)
        #expect(CivilTime(year: 2026, month: 11, day: 23, hour: 23, minute: 59).weekday == 1)
        #expect(CivilTime(year: 1970, month: 1, day: 1).weekday == 4)
        #expect(CivilTime(year: 1969, month: 12, day: 31).weekday == 3)
        #expect(CivilTime(year: 2026, month: 2, day: 30).weekday == 0)
    }

    @Test("a date that does not exist is no moment")
    func impossible() {
        let impossible = [
            CivilTime(year: -1, month: 1, day: 1), CivilTime(year: 10_000, month: 1, day: 1),
            CivilTime(year: 2026, month: 0, day: 1), CivilTime(year: 2026, month: 13, day: 1),
            CivilTime(year: 2026, month: 1, day: 0), CivilTime(year: 2026, month: 4, day: 31),
            CivilTime(year: 2026, month: 1, day: 1, hour: 24),
            CivilTime(year: 2026, month: 1, day: 1, hour: -1),
            CivilTime(year: 2026, month: 1, day: 1, minute: 60),
            CivilTime(year: 2026, month: 1, day: 1, second: 61),
            CivilTime(year: .min, month: .max, day: .min, hour: .max, minute: .min, second: .max),
        ]
        for date in impossible { #expect(date.timestamp(offset: 0) == nil, "\(date)") }
    }

    @Test("a leap second counts as the first of the next minute")
    func leapSecond() {
        let leap = CivilTime(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)
        let next = CivilTime(year: 2017, month: 1, day: 1)
        #expect(leap.timestamp(offset: 0) == next.timestamp(offset: 0))
        #expect(leap.second == 60)
    }

    @Test("a place east of Greenwich shows a later clock")
    func offsets() {
        let moment = Timestamp(seconds: 1_763_635_320)
        #expect(
            CivilTime(moment, offset: 3_600)
                == CivilTime(year: 2025, month: 11, day: 20, hour: 11, minute: 42))
        #expect(
            CivilTime(moment, offset: -43_200)
                == CivilTime(year: 2025, month: 11, day: 19, hour: 22, minute: 42))
    }

    @Test(
        "numbers beyond every calendar are clamped to its ends",
        arguments: [Int64.min, -62_167_219_201, 253_402_300_800, .max],
        [Int.min, -86_400, 0, 86_400, .max])
    func clamping(seconds: Int64, offset: Int) {
        let time = CivilTime(Timestamp(seconds: seconds), offset: offset)
        #expect((0...9_999).contains(time.year))
        #expect(time.timestamp(offset: offset) != nil)
    }

    @Test("the clamp does not touch the first and the last second")
    func clampEdges() {
        let first = CivilTime(Timestamp(seconds: .min), offset: 0)
        let last = CivilTime(Timestamp(seconds: .max), offset: 0)
        #expect(first == CivilTime(year: 0, month: 1, day: 1))
        #expect(
            last == CivilTime(year: 9_999, month: 12, day: 31, hour: 23, minute: 59, second: 59))
        #expect(CivilTime(Timestamp(seconds: -62_167_219_199), offset: 0).second == 1)
        #expect(CivilTime(Timestamp(seconds: 253_402_300_798), offset: 0).second == 58)
    }
}
