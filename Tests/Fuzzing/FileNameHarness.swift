import Mail

/// Any proposal becomes one path component that hides nothing and starts nothing.
enum FileNameHarness {
    static func fault(_ octets: [UInt8]) -> String? {
        let name = SafeFileName(String(decoding: octets, as: UTF8.self))
        let again = SafeFileName(name.text)
        guard again.text.utf8.elementsEqual(name.text.utf8) else { return "not idempotent" }
        let number = Int(octets.first ?? 0) + 1
        let next = name.numbered(number)
        guard next != name, next != name.numbered(number + 1) else { return "a number lost" }
        return fault(name.text) ?? fault(next.text).map { "numbered: \($0)" }
    }

    private static func fault(_ name: String) -> String? {
        let octets = Array(name.utf8)
        guard let first = octets.first, let last = octets.last else { return "empty" }
        if octets.count > 255 { return "\(octets.count) octets" }
        if octets.contains(where: Set("/\\:*?\"<>|;&$`'!%".utf8).contains) { return "reserved" }
        if [0x2E, 0x2D, 0x7E, 0x20].contains(first) { return "a hidden name or an option" }
        if last == 0x2E || last == 0x20 { return "an end that some systems cut off" }
        return name.unicodeScalars.contains(where: SanitiserHarness.isForbidden) ? "hidden" : nil
    }
}
