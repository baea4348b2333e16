/// What must hold before a text is looked at as TOML.
enum TextCheck {
    static func problem(in octets: [UInt8]) -> SettingsProblem? {
        guard octets.count <= Limits.fileOctets else {
            return SettingsProblem(
                .error, message: "the file is larger than \(Limits.fileOctets / 1_024) KiB",
                remedy: "Check that this is the settings file.")
        }
        let lines = octets.split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if String(validating: line, as: UTF8.self) == nil {
                return SettingsProblem(
                    .error, line: index + 1, column: 1, message: "this line is not UTF-8",
                    remedy: "Save the file as UTF-8.")
            }
            if let control = line.firstIndex(where: isControl) {
                let before = line[..<control].count { $0 & 0xC0 != 0x80 }
                return SettingsProblem(
                    .error, line: index + 1, column: before + 1,
                    message: "this line holds a control character",
                    remedy: "Remove it, or write it as \\u in quotes.")
            }
        }
        return nil
    }

    /// What TOML forbids in a line: all but TAB and the CR of its end.
    private static func isControl(_ octet: UInt8) -> Bool {
        octet < 0x20 && octet != 0x09 && octet != 0x0D || octet == 0x7F
    }
}
