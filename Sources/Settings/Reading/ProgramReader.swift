extension SettingsReader {
    /// Reads `[programs]`: two keys of ours, and media types.
    mutating func readPrograms(_ entries: [String: TOMLNode]) -> ProgramSettings {
        let path = ["programs"]
        let types = places.children(of: path).filter { MediaRange.matches($0) }
        let section = open(
            Section(
                path: path, entries: entries,
                known: KnownKey.programs + types.map { KnownKey($0, .texts, #"["feh"]"#) }))
        var programs = ProgramSettings()
        if let command = readCommand("links", section) { programs.links = command }
        if let command = readCommand("default", section) { programs.fallback = command }
        for type in types {
            guard let command = readCommand(type, section) else { continue }
            let name = type.lowercased()
            if programs.rules.contains(where: { $0.mediaType == name }) {
                tell(
                    type, in: section, "\"\(type)\" is there twice",
                    remedy: "Keep one; large and small letters are the same.")
            }
            programs.rules.append(.init(mediaType: name, command: command))
        }
        return programs
    }

    private mutating func readCommand(_ key: String, _ section: Section) -> [String]? {
        guard let command = section.texts(key) else { return nil }
        if let program = command.first, !program.isEmpty { return command }
        tell(
            key, in: section, "\(key) names no program",
            remedy: "Write the program first, then its arguments: [\"PROGRAM\", \"ARGUMENT\"].")
        return nil
    }
}

/// A media type, or all of one kind: `image/png`, `image/*` (RFC 9110 §12.5.1).
enum MediaRange {
    static func matches(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, isToken(halves[0]) else { return false }
        return halves[1] == "*" || isToken(halves[1])
    }

    /// A word of RFC 6838 §4.2.
    private static func isToken(_ word: Substring) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { octet in
                switch octet {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: "!#$&-^_.+".utf8.contains(octet)
                }
            }
    }
}
