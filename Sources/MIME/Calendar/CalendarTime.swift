import Mail

/// A day or a time of day as a calendar writes it (RFC 5545 §3.3.4, §3.3.5).
struct CalendarTime: Hashable {
    enum Zone: Hashable {
        case utc
        /// Wherever one is: no zone is said.
        case floating
        /// By the TZID of the calendar.
        case named(String)
    }

    /// At the place of the zone.
    var civil: CivilTime
    /// A whole day.
    var isDate: Bool
    var zone: Zone

    /// Nil when the property holds no date that exists.
    init?(_ line: ContentLine) {
        self.init(line.value[...], zone: line["tzid"].map { .named($0) } ?? .floating)
    }

    /// `20260303`, `20260303T100000`, `20260303T100000Z`; also with the "-" and ":" of ISO 8601.
    init?(_ octets: ArraySlice<UInt8>, zone: Zone) {
        var digits: [Int] = []
        var isUTC = false
        for octet in octets.trimmed.prefix(32) {
            if octet.isDigit {
                digits.append(Int(octet - 0x30))
            } else if octet | 0x20 == UInt8(ascii: "z") {
                isUTC = true
            } else if !"-:Tt".utf8.contains(octet) {
                break
            }
        }
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        guard digits.count == 8 || digits.count == 12 || digits.count == 14 else { return nil }
        civil = CivilTime(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        isDate = digits.count == 8
        if !isDate {
            civil.hour = number(8..<10)
            civil.minute = number(10..<12)
            civil.second = digits.count == 14 ? number(12..<14) : 0
        }
        self.zone = isUTC ? .utc : zone
        guard civil.timestamp(offset: 0) != nil else { return nil }
    }

    init(_ civil: CivilTime, isDate: Bool, zone: Zone) {
        self.civil = civil
        self.isDate = isDate
        self.zone = zone
    }

    /// Later by so many seconds on the clock of the same place.
    func advanced(by seconds: Int) -> CalendarTime {
        CalendarTime(civil.advanced(by: seconds), isDate: isDate, zone: zone)
    }
}

extension CivilTime {
    /// Seconds on a clock that knows no zone, for comparing times of one place.
    var clockSeconds: Int { Int(timestamp(offset: 0)?.seconds ?? 0) }

    func advanced(by seconds: Int) -> CivilTime {
        let (sum, overflow) = clockSeconds.addingReportingOverflow(seconds)
        return CivilTime(Timestamp(seconds: Int64(overflow ? clockSeconds : sum)), offset: 0)
    }

    func isSameDay(as other: CivilTime) -> Bool {
        year == other.year && month == other.month && day == other.day
    }
}

/// A length of time (RFC 5545 §3.3.6).
enum CalendarDuration {
    /// `P1DT2H30M` in seconds; nil for what is none or longer than a person's plans.
    static func seconds(_ octets: [UInt8]) -> Int? {
        var total = 0
        var number: Int?
        var sign = 1
        for octet in octets.prefix(64) {
            switch octet {
            case UInt8(ascii: "-"): sign = -1
            case UInt8(ascii: "+"), UInt8(ascii: "P"), UInt8(ascii: "T"): continue
            case 0x30...0x39:
                number = min((number ?? 0) * 10 + Int(octet - 0x30), Limits.durationSeconds)
            default:
                guard let unit = units[octet], let count = number else { return nil }
                total += count * unit
                number = nil
            }
        }
        guard number == nil, total <= Limits.durationSeconds else { return nil }
        return sign * total
    }

    private static let units: [UInt8: Int] = [
        UInt8(ascii: "W"): 604_800, UInt8(ascii: "D"): 86_400, UInt8(ascii: "H"): 3_600,
        UInt8(ascii: "M"): 60, UInt8(ascii: "S"): 1,
    ]
}
