/// A number of octets as the settings write it: `0`, `500 MB`, `25M`.
enum ByteCount {
    /// Nil unless digits and a unit, or 0.
    static func octets(_ text: String) -> Int? {
        if text == "0" { return 0 }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count)
        while unit.first == " " { unit.removeFirst() }
        guard let count = Int(digits), let size = units[unit.uppercased()] else { return nil }
        let (octets, overflow) = count.multipliedReportingOverflow(by: size)
        return overflow || octets > Limits.cacheOctets ? nil : octets
    }

    /// The largest unit that keeps the number whole.
    static func text(_ octets: Int) -> String {
        for (unit, size) in [
            ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000),
        ]
        where octets > 0 && octets.isMultiple(of: size) {
            return "\(octets / size) \(unit)"
        }
        return octets == 0 ? "0" : "\(octets) B"
    }

    private static let units = [
        "B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
        "K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000,
    ]
}
