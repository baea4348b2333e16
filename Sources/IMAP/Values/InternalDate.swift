/// When a message arrived, as its server says (INTERNALDATE, RFC 9051 §2.3.3).
public struct InternalDate: Hashable, Sendable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let seconds: Int64
    /// Seconds east of Greenwich at the place it was written.
    public let offset: Int

    /// Clamped to the years 1 to 9999 and to a day of offset, so that it can always be written.
    public init(seconds: Int64, offset: Int = 0) {
        self.seconds = min(max(seconds, -62_135_510_400), 253_402_214_400)
        self.offset = min(max(offset, -86_340), 86_340)
    }

    /// `17-Jul-1996 02:44:25 -0700`; a one-digit day may stand with or without a blank before it.
    init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        var index = bytes.first == 0x20 ? 1 : 0
        func digits(_ atMost: Int) -> Int? {
            var value: Int?
            let start = index
            while index < bytes.count, index - start < atMost, (48...57).contains(bytes[index]) {
                value = (value ?? 0) * 10 + Int(bytes[index] - 48)
                index += 1
            }
            return value
        }
        func skip(_ byte: Character) -> Bool {
            guard index < bytes.count, bytes[index] == byte.asciiValue else { return false }
            index += 1
            return true
        }
        guard let day = digits(2), skip("-"), index + 3 <= bytes.count,
            let month = InternalDate.month(bytes[index], bytes[index + 1], bytes[index + 2])
        else { return nil }
        index += 3
        guard skip("-"), let year = digits(4), skip(" "), let hour = digits(2), skip(":"),
            let minute = digits(2), skip(":"), let second = digits(2), skip(" ")
        else { return nil }
        let isWest = skip("-")
        guard isWest || skip("+"), let zone = digits(4), index == bytes.count,
            (1...31).contains(day), hour < 24, minute < 60, second <= 60, zone % 100 < 60,
            zone / 100 < 24, year > 0
        else { return nil }
        let offset = (zone / 100 * 60 + zone % 100) * 60 * (isWest ? -1 : 1)
        let days = InternalDate.days(year: year, month: month, day: day)
        let local = days * 86_400 + (hour * 60 + minute) * 60 + second
        self.init(seconds: Int64(local - offset), offset: offset)
    }

    /// As it stands in APPEND, quotes included.
    var encoded: String {
        let local = Int(seconds) + offset
        let days = InternalDate.day(of: local)
        let rest = local - days * 86_400
        let zone = abs(offset) / 60
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map { InternalDate.padded($0, 2) }
        return "\"\(InternalDate.dayText(days)) \(clock.joined(separator: ":")) "
            + "\(offset < 0 ? "-" : "+")\(InternalDate.padded(zone / 60 * 100 + zone % 60, 4))\""
    }

    /// The day in UTC as SEARCH wants it: ` 1-Feb-2026` without the blank.
    var searchDay: String {
        let text = InternalDate.dayText(InternalDate.day(of: Int(seconds)))
        return text.first == " " ? String(text.dropFirst()) : text
    }

    /// Civil date to days since 1970, in eras of 400 years counted from 0000-03-01.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// Days since 1970, rounded towards the past.
    private static func day(of seconds: Int) -> Int {
        seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    }

    private static func dayText(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(day < 10 ? " " : "")\(day)-\(months[month - 1])-\(padded(year, 4))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// 1 to 12 for the first letters of a month's name, in any case; nil for other letters.
    private static func month(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
        let index = months.firstIndex { name in
            name.utf8.elementsEqual([first, second, third]) { $0 | 0x20 == $1 | 0x20 }
        }
        return index.map { $0 + 1 }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
