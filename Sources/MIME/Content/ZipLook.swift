/// Looks at the names that the first octets of a ZIP file show (PKWARE APPNOTE §4.3.7).
///
/// Nothing is unpacked. Many formats are ZIP files and are told by what their members are called.
enum ZipLook {
    static func kind(of start: [UInt8]) -> FileKind {
        let members = members(of: start)
        if let first = members.first, first.name == "mimetype" {
            return kind(ofMediaType: start[first.content.clamped(to: 0..<start.count)])
        }
        let names = members.map(\.name)
        let has = { (prefix: String) in names.contains { $0.hasPrefix(prefix) } }
        if has("androidmanifest.xml") || has("classes.dex") {
            return FileKind("Android app", .program)
        }
        if has("meta-inf/manifest.mf") { return FileKind("Java program", .program) }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") }) {
            return FileKind("Office document with macros", .macros)
        }
        if has("word/") { return FileKind("Word document", .document) }
        if has("xl/") { return FileKind("Excel document", .document) }
        if has("ppt/") { return FileKind("PowerPoint document", .document) }
        if has("[content_types].xml") { return FileKind("Office document", .document) }
        if members.contains(where: \.isEncrypted) {
            return FileKind("encrypted ZIP archive", .archive)
        }
        return .zip
    }

    /// The first member whose name ends like a program's.
    static func program(in start: [UInt8]) -> String? {
        guard start.hasPrefix(Array("PK\u{03}\u{04}".utf8), at: 0) else { return nil }
        return members(of: start).lazy.map(\.name).first { name in
            FileName(name).ending?.kind.family == .program
        }
    }

    /// OpenDocument and EPUB have their media type as the first member, not compressed.
    private static func kind(ofMediaType octets: ArraySlice<UInt8>) -> FileKind {
        let type = octets.lowercasedText
        let known = [
            ("application/epub+zip", "EPUB book"),
            ("application/vnd.oasis.opendocument.text", "OpenDocument text"),
            ("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet"),
            ("application/vnd.oasis.opendocument.presentation", "OpenDocument presentation"),
            ("application/vnd.oasis.opendocument.graphics", "OpenDocument drawing"),
        ]
        let match = known.first { type.hasPrefix($0.0) }
        return match.map { FileKind($0.1, .document) } ?? .zip
    }

    private struct Member {
        /// In lower case.
        var name: String
        var isEncrypted: Bool
        var content: Range<Int>
    }

    private static func members(of start: [UInt8]) -> [Member] {
        let mark = Array("PK\u{03}\u{04}".utf8)
        var found: [Member] = []
        var index = 0
        while found.count < Limits.archiveMembers,
            let place = start.firstIndex(of: mark[0], in: index..<start.count)
        {
            index = place + 1
            guard start.hasPrefix(mark, at: place), place + 30 <= start.count else { continue }
            let number = { (offset: Int) in
                Int(start[place + offset]) | Int(start[place + offset + 1]) << 8
            }
            let nameEnd = place + 30 + number(26)
            guard nameEnd <= start.count else { continue }
            let content = nameEnd + number(28)
            found.append(
                Member(
                    name: start[(place + 30)..<nameEnd].lowercasedText,
                    isEncrypted: number(6) & 1 == 1, content: content..<(content + 64)))
            index = nameEnd
        }
        return found
    }
}
