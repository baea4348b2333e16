/// A length of time as the settings write it: `30s`, `5m`, `2h`, `14d`, `3w`.
struct RelativeTime: Hashable, Sendable {
    let seconds: Int

    /// Nil unless digits and one unit, up to ten years.
    init?(_ text: String) {
        guard let unit = text.last, let length = RelativeTime.units[unit] else { return nil }
        let digits = text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int(digits)
        else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: length)
        guard !overflow, seconds <= Limits.relativeSeconds else { return nil }
        self.seconds = seconds
    }

    /// The shortest form of whole seconds.
    static func text(seconds: Int64) -> String {
        for (unit, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)]
        where seconds > 0 && seconds.isMultiple(of: length) {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }

    private static let units: [Character: Int] = [
        "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400,
    ]
}
