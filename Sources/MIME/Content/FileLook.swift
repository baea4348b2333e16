/// Tells a file from its first octets; they may be cut anywhere.
enum FileLook {
    /// Nil where the octets do not say.
    static func kind(of start: [UInt8]) -> FileKind? {
        if start.isEmpty { return FileKind("empty", .data) }
        if start.hasPrefix(Array("PK\u{03}\u{04}".utf8), at: 0) {
            return ZipLook.kind(of: start)
        }
        if start.hasPrefix([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], at: 0) {
            return compoundDocument(start)
        }
        if start.hasPrefix(Array("MZ".utf8), at: 0), !TextLook.isText(start) {
            return FileKind("Windows program", .program)
        }
        if isBitmap(start) { return FileKind("BMP picture", .picture) }
        if let kind = FileSignature.kind(of: start) { return kind }
        // Some writers put a line before it; readers look at the first 1,024 octets.
        if start.contains(Array("%PDF-".utf8), within: 1_024) {
            return FileKind("PDF document", .document)
        }
        if isCMS(start) { return FileKind("signed or encrypted data (S/MIME)", .data) }
        return TextLook.kind(of: start)
    }

    /// "BM" alone begins many a text; its reserved fields are zero and its header has few sizes.
    private static func isBitmap(_ start: [UInt8]) -> Bool {
        start.count > 18 && start.hasPrefix(Array("BM".utf8), at: 0)
            && start[6..<10].allSatisfy { $0 == 0 }
            && [12, 40, 52, 56, 108, 124].contains(start[14])
    }

    /// A SEQUENCE that begins with one of the object identifiers of RFC 5652 §14.
    private static func isCMS(_ start: [UInt8]) -> Bool {
        start.first == 0x30
            && start.contains([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07], within: 24)
    }

    /// The old Office formats, Outlook's messages and Windows installers share one container; its
    /// directory names what is inside, in UTF-16.
    private static func compoundDocument(_ start: [UInt8]) -> FileKind {
        let named = { (name: String) in
            start.contains(name.utf8.flatMap { [$0, 0] }, within: start.count)
        }
        if named("_VBA_PROJECT") { return FileKind("Office document with macros", .macros) }
        if named("WordDocument") { return FileKind("Word document, old format", .document) }
        if named("Workbook") { return FileKind("Excel document, old format", .document) }
        if named("PowerPoint Document") {
            return FileKind("PowerPoint document, old format", .document)
        }
        if named("__substg1.0_") || named("__nameid") {
            return FileKind("Outlook message", .document)
        }
        return .oldOffice
    }
}

extension [UInt8] {
    /// Whether `other` stands anywhere in the first `length` octets.
    func contains(_ other: [UInt8], within length: Int) -> Bool {
        guard let first = other.first else { return true }
        let end = Swift.min(length, count)
        var index = 0
        while let found = firstIndex(of: first, in: index..<end) {
            if found + other.count <= end, hasPrefix(other, at: found) { return true }
            index = found + 1
        }
        return false
    }
}
