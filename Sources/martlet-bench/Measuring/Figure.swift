/// Numbers as tables show them: three digits that count.
enum Figure {
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = value.magnitude
        let digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        return fixed(value, digits)
    }

    private static func fixed(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard let whole = Int64(exactly: scaled), digits > 0 else {
            return "\(Int64(value.rounded()))"
        }
        let divisor = Int64(scale)
        let fraction = String(whole % divisor)
        let zeros = String(repeating: "0", count: digits - fraction.utf8.count)
        return "\(value < 0 ? "-" : "")\(whole / divisor).\(zeros)\(fraction)"
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
    var seconds: Double { self / .seconds(1) }
}
