extension Unicode.Scalar {
    /// Moves the cursor, reorders a row, hides something or means something only to one font: no
    /// text of a mail may bring it to a terminal.
    ///
    /// Written down from Unicode's tables and sharing nothing with the sanitiser it judges. Joiners
    /// and variation selectors are part of the spelling of some scripts, so they are not here.
    var isHostile: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0x00AD, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF: true
        case 0xFFF9...0xFFFB, 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF: true
        default: false
        }
    }

    /// As it is if it is printable ASCII, else its number.
    var escaped: String {
        (0x20..<0x7F).contains(value) ? String(self) : "\\u{\(String(value, radix: 16))}"
    }
}
