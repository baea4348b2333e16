import Mail

/// Reads a date as mail writes it: RFC 5322 §3.3, the obsolete zones of §4.3, and what clocks and
/// scripts make of it (asctime, ISO 8601, dashes, missing zone).
///
/// The parts are told by their shape and not by their place, the weekday is not looked at.
struct DateParser {
    private var cursor: FieldCursor
    private var day: Int?
    private var month: Int?
    private var isMonthWord = false
    private var year: Int?
    private var clock: (hour: Int, minute: Int, second: Int)?
    private var isAfternoon: Bool?
    private var offset: Int?
    /// Whether the time on the clock breaks off.
    private var isCut = false

    /// Nil when there is no such date.
    static func parse(_ octets: [UInt8], in range: Range<Int>) -> Timestamp? {
        read(octets, in: range)?.moment
    }

    /// `isWhole`: a time stands in it too, and does not break off.
    static func read(
        _ octets: [UInt8], in range: Range<Int>
    ) -> (moment: Timestamp, isWhole: Bool)? {
        var parser = DateParser(cursor: FieldCursor(octets, in: range))
        return parser.run().map { ($0, parser.clock != nil && !parser.isCut) }
    }

    private init(cursor: FieldCursor) {
        self.cursor = cursor
    }

    private mutating func run() -> Timestamp? {
        while true {
            cursor.skipBlanks()
            guard let octet = cursor.current else { break }
            if octet.isDigit {
                readNumber()
            } else if octet.isLetter {
                readWord()
            } else if clock != nil, octet == UInt8(ascii: "+") || octet == UInt8(ascii: "-") {
                readOffset()
            } else {
                cursor.position += 1
            }
        }
        guard let day, let month, let year else { return nil }
        var (hour, minute, second) = clock ?? (0, 0, 0)
        if let isAfternoon, hour <= 12 { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        let time = CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        return time.timestamp(offset: offset ?? 0)
    }

    /// Digits up to the next other octet; nil when there are more than any part of a date has.
    private mutating func digits() -> (value: Int, count: Int)? {
        let start = cursor.position
        var value = 0
        while let octet = cursor.current, octet.isDigit {
            cursor.position += 1
            if cursor.position - start <= 9 { value = value * 10 + Int(octet - 0x30) }
        }
        let count = cursor.position - start
        return count > 0 && count <= 9 ? (value, count) : nil
    }

    private mutating func readNumber() {
        guard let number = digits() else { return }
        if clock == nil, cursor.current == UInt8(ascii: ":") || isDottedClock {
            readClock(hour: number.value)
        } else if number.count >= 3 || (day != nil && month != nil) {
            if year == nil { year = DateParser.fullYear(number.value, digits: number.count) }
        } else if year != nil, month == nil {
            // ISO 8601: the year came first.
            month = number.value
        } else if day == nil {
            day = number.value
        } else if month == nil {
            month = number.value
        }
    }

    /// Whether "10.11.12" stands for a time: the day is known, and one dot follows a number.
    private var isDottedClock: Bool {
        day != nil && month != nil && year != nil && cursor.current == UInt8(ascii: ".")
    }

    /// RFC 5322 §4.3: two digits mean 1950 to 2049, three count from 1900.
    private static func fullYear(_ value: Int, digits: Int) -> Int {
        switch digits {
        case 1, 2: value < 50 ? 2_000 + value : 1_900 + value
        case 3: 1_900 + value
        default: value
        }
    }

    private mutating func readClock(hour: Int) {
        var minute = 0
        var second = 0
        let separator = cursor.current ?? UInt8(ascii: ":")
        if cursor.skip(separator) { minute = part() }
        if cursor.skip(separator) { second = part() }
        if cursor.skip(UInt8(ascii: ".")) { _ = digits() }
        clock = (hour, minute, second)
    }

    /// Minutes or seconds; 0 when they are missing.
    private mutating func part() -> Int {
        guard let number = digits() else {
            isCut = true
            return 0
        }
        return number.value
    }

    private mutating func readOffset() {
        let sign = cursor.current == UInt8(ascii: "-") ? -1 : 1
        cursor.position += 1
        guard let number = digits() else { return }
        var (hours, minutes) = (number.value / 100, number.value % 100)
        if number.count <= 2 {
            (hours, minutes) = (number.value, 0)
            if cursor.skip(UInt8(ascii: ":")) { minutes = digits()?.value ?? 0 }
        }
        guard hours < 24, minutes < 60 else { return }
        offset = sign * (hours * 3_600 + minutes * 60)
    }

    private mutating func readWord() {
        let start = cursor.position
        while let octet = cursor.current, octet.isLetter { cursor.position += 1 }
        let word = cursor.octets[start..<cursor.position].prefix(4).lowercasedText
        if month == nil || (clock == nil && isMonthWord),
            let index = DateParser.months.firstIndex(of: String(word.prefix(3)))
        {
            // Of two the later one: the weekday of some languages looks like a month.
            month = index + 1
            isMonthWord = true
        } else if word == "am" || word == "pm" {
            isAfternoon = word == "pm"
        } else if clock != nil, offset == nil, let hours = DateParser.zones[word] {
            offset = hours * 3_600
        }
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Hours east of Greenwich; the one-letter zones of RFC 822 were specified wrongly and mean
    /// nothing (RFC 5322 §4.3).
    private static let zones = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
        "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "wet": 0, "west": 1, "bst": 1, "cet": 1,
        "cest": 2, "met": 1, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9,
    ]
}
