/// A number with its noun: "1 message", "12 messages".
public func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// A number in groups of three digits: 10,432.
public func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}

/// A size in octets as a person reads it: 870 B, 12 KB, 3.4 MB.
public func readableSize(_ octets: Int) -> String {
    let units = ["KB", "MB", "GB"]
    guard octets >= 1_000 else { return "\(octets) B" }
    var unit = 0
    var scale = 1_000
    while unit + 1 < units.count, octets / scale >= 1_000 {
        scale *= 1_000
        unit += 1
    }
    let tenths = octets / (scale / 10)
    let isShort = tenths < 100 && tenths % 10 != 0
    return "\(tenths / 10)\(isShort ? ".\(tenths % 10)" : "") \(units[unit])"
}
