import Mail

/// Zones that calendars name without bringing them along, by the rules in force since 2007.
///
/// A short list of names people really use: for another one the time is shown as it is written.
struct KnownZone {
    private enum Saving {
        case none, europe, america
    }

    private let standard: Int
    private let saving: Saving

    init?(_ name: String) {
        let key = name.split(separator: "/").suffix(2).joined(separator: "/").lowercased()
        guard let (hours, saving) = KnownZone.zones[key] else { return nil }
        standard = Int(hours * 3_600)
        self.saving = saving
    }

    /// Seconds east of Greenwich when the clock there shows `time`.
    func offset(at time: CivilTime) -> Int {
        let (spring, autumn): (CivilTime?, CivilTime?)
        switch saving {
        case .none: return standard
        case .europe:
            // Everywhere at 01:00 UTC.
            spring = KnownZone.sunday("-1su", month: 3, of: time.year, second: 3_600 + standard)
            autumn = KnownZone.sunday("-1su", month: 10, of: time.year, second: 7_200 + standard)
        case .america:
            spring = KnownZone.sunday("2su", month: 3, of: time.year, second: 7_200)
            autumn = KnownZone.sunday("1su", month: 11, of: time.year, second: 7_200)
        }
        guard let spring, let autumn else { return standard }
        let isSummer =
            time.clockSeconds >= spring.clockSeconds && time.clockSeconds < autumn.clockSeconds
        return isSummer ? standard + 3_600 : standard
    }

    private static func sunday(
        _ day: String, month: Int, of year: Int, second: Int
    ) -> CivilTime? {
        let rule = RecurrenceRule(Array("FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(day)".utf8))
        return rule.day(in: year, like: CivilTime(year: year, month: month, day: 1))?
            .advanced(by: second)
    }

    private static let zones: [String: (Double, Saving)] = {
        var zones: [String: (Double, Saving)] = [:]
        for (names, hours, saving) in table {
            for name in names.split(separator: ";") {
                zones[name.lowercased()] = (hours, saving)
            }
        }
        return zones
    }()

    /// IANA names and the ones of Windows.
    private static let table: [(String, Double, Saving)] = [
        ("UTC;GMT;Z;Etc/UTC;Etc/GMT;Coordinated Universal Time;Greenwich Mean Time", 0, .none),
        ("Africa/Abidjan;Africa/Accra;Atlantic/Reykjavik;Greenwich Standard Time", 0, .none),
        ("Europe/London;Europe/Dublin;Europe/Lisbon;GMT Standard Time", 0, .europe),
        ("Europe/Berlin;Europe/Paris;Europe/Madrid;Europe/Rome;Europe/Vienna", 1, .europe),
        ("Europe/Zurich;Europe/Amsterdam;Europe/Brussels;Europe/Copenhagen", 1, .europe),
        ("Europe/Stockholm;Europe/Oslo;Europe/Prague;Europe/Warsaw;Europe/Budapest", 1, .europe),
        ("W. Europe Standard Time;Romance Standard Time;CET", 1, .europe),
        ("Central Europe Standard Time;Central European Standard Time", 1, .europe),
        ("Europe/Athens;Europe/Helsinki;Europe/Bucharest;Europe/Kiev;Europe/Kyiv", 2, .europe),
        ("Europe/Tallinn;Europe/Riga;Europe/Vilnius;Europe/Sofia", 2, .europe),
        ("FLE Standard Time;GTB Standard Time;E. Europe Standard Time", 2, .europe),
        ("Africa/Johannesburg;South Africa Standard Time", 2, .none),
        ("Europe/Moscow;Russian Standard Time;Europe/Istanbul;Turkey Standard Time", 3, .none),
        ("Africa/Nairobi;E. Africa Standard Time;Asia/Riyadh;Arab Standard Time", 3, .none),
        ("Asia/Dubai;Arabian Standard Time", 4, .none),
        ("Asia/Karachi;Pakistan Standard Time", 5, .none),
        ("Asia/Kolkata;Asia/Calcutta;India Standard Time", 5.5, .none),
        ("Asia/Dhaka;Bangladesh Standard Time", 6, .none),
        ("Asia/Bangkok;Asia/Jakarta;SE Asia Standard Time", 7, .none),
        ("Asia/Shanghai;Asia/Hong_Kong;China Standard Time", 8, .none),
        ("Asia/Singapore;Singapore Standard Time;Asia/Taipei;Taipei Standard Time", 8, .none),
        ("Australia/Perth;W. Australia Standard Time", 8, .none),
        ("Asia/Tokyo;Tokyo Standard Time;Asia/Seoul;Korea Standard Time", 9, .none),
        ("Australia/Brisbane;E. Australia Standard Time", 10, .none),
        ("America/Halifax;Atlantic Standard Time", -4, .america),
        ("America/New_York;America/Toronto;US/Eastern;Eastern Standard Time", -5, .america),
        ("America/Chicago;US/Central;Central Standard Time", -6, .america),
        ("America/Denver;US/Mountain;Mountain Standard Time", -7, .america),
        ("America/Phoenix;US/Arizona;US Mountain Standard Time", -7, .none),
        ("America/Los_Angeles;America/Vancouver;US/Pacific;Pacific Standard Time", -8, .america),
        ("America/Anchorage;Alaskan Standard Time", -9, .america),
        ("Pacific/Honolulu;Hawaiian Standard Time", -10, .none),
        ("America/Sao_Paulo;E. South America Standard Time", -3, .none),
        ("Argentina/Buenos_Aires;Argentina Standard Time", -3, .none),
        ("America/Bogota;America/Lima;SA Pacific Standard Time", -5, .none),
    ]
}
