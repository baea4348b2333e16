/// An address that a display name shows to the person.
enum ShownAddress {
    /// The domains of what looks like addresses in a name, in ASCII form.
    static func domains(in name: String) -> [String] {
        let scalars = name.unicodeScalars.compactMap(plain)
        var found: [String] = []
        var rest = scalars[...]
        while let at = rest.firstIndex(of: "@"), found.count < Limits.shownAddresses {
            let before = rest[..<at].last.map(isAddressCharacter) ?? false
            let domain = rest[(at + 1)...].prefix { isAddressCharacter($0) }
            let text = String(String.UnicodeScalarView(domain)).trimmingDots
            if before, isDomain(text) { found.append(text) }
            rest = rest[(at + 1)...]
        }
        return found
    }

    private static func isDomain(_ text: String) -> Bool {
        guard let dot = text.lastIndex(of: "."), dot > text.startIndex else { return false }
        let top = text[text.index(after: dot)...]
        return top.unicodeScalars.count >= 2
            && top.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "-" }
    }

    private static func isAddressCharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return scalar.properties.isAlphabetic }
        let octet = UInt8(truncatingIfNeeded: scalar.value)
        return octet.isLetter || octet.isDigit || "._-+".utf8.contains(octet)
    }

    /// Full-width and other stand-ins as what they look like; what is not seen is left out.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0xFE6B, 0x24D0: "@"
        case 0x2024, 0x3002, 0xFE52, 0xFF61: "."
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xAD: nil
        default: scalar
        }
    }
}

extension String {
    fileprivate var trimmingDots: String {
        String(drop { $0 == "." }.reversed().drop { $0 == "." }.reversed())
    }
}
