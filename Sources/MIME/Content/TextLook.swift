/// Tells texts that are more than text: pages, scripts, shortcuts, cards.
enum TextLook {
    static func kind(of start: [UInt8]) -> FileKind? {
        if start.hasPrefix([0xFF, 0xFE], at: 0) || start.hasPrefix([0xFE, 0xFF], at: 0) {
            return FileKind("UTF-16 text", .text)
        }
        guard isText(start) else { return nil }
        let text = beginning(of: start)
        if text.hasPrefix("#!") { return script(text) }
        return openings.first { text.hasPrefix($0.text) }?.kind ?? markup(text) ?? .text
    }

    /// No NUL and hardly any other control character.
    static func isText(_ start: [UInt8]) -> Bool {
        var controls = 0
        for octet in start {
            if octet == 0 { return false }
            if octet < 0x20, !octet.isHeaderSpace, octet != 0x0C, octet != 0x1B { controls += 1 }
        }
        return controls * 64 <= start.count
    }

    /// In lower case, without a byte order mark and blanks before it.
    private static func beginning(of start: [UInt8]) -> String {
        var octets = start.prefix(1_024)
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) { octets = octets.dropFirst(3) }
        return octets.drop(while: \.isHeaderSpace).lowercasedText
    }

    private static func script(_ text: String) -> FileKind {
        let line = text.prefix { !$0.isNewline }
        let languages = [
            ("python", "Python"), ("perl", "Perl"), ("ruby", "Ruby"), ("node", "Node"),
        ]
        let language = languages.first { line.contains($0.0) }?.1 ?? "shell"
        return FileKind("\(language) script", .program)
    }

    private static func markup(_ text: String) -> FileKind? {
        guard text.hasPrefix("<") else { return nil }
        if pageOpenings.contains(where: text.hasPrefix) { return .page }
        if text.contains("<svg") { return FileKind("SVG picture", .picture) }
        if text.contains("<html") { return .page }
        return text.hasPrefix("<?xml") ? FileKind("XML text", .text) : nil
    }

    private static let pageOpenings = [
        "<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<iframe",
    ]

    private static let openings: [(text: String, kind: FileKind)] = [
        ("[desktop entry]", FileKind("desktop shortcut", .program)),
        ("[internetshortcut]", FileKind("Internet shortcut", .program)),
        ("@echo off", FileKind("Windows batch file", .program)),
        ("windows registry editor", FileKind("Windows registry file", .program)),
        ("begin:vcalendar", FileKind("calendar data", .text)),
        ("begin:vcard", FileKind("contact data", .text)),
        ("diff --git ", FileKind("patch", .text)),
    ]
}
