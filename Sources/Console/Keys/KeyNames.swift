extension Key {
    /// The key as key map files and the help screen write it: `j`, `Ctrl-b`, `Alt-1`, `PgDn`, `F1`.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(" "): "Ctrl-Space"
        case .control(let character): "Ctrl-\(character)"
        case .alt("\u{7F}"): "Alt-Backspace"
        case .alt(" "): "Alt-Space"
        case .alt(let character): "Alt-\(character)"
        case .function(let number): "F\(number)"
        case .paste: "Paste"
        case .mouse: "Mouse"
        default: Key.named.first { $0.key == self }?.name ?? ""
        }
    }

    /// Nil when the text names no key; words are understood in any case, letters are themselves.
    public init?(named text: String) {
        let lowered = text.lowercased()
        if text.count == 1, let character = text.first, !character.isControl {
            self = .character(character)
        } else if lowered == "space" {
            self = .character(" ")
        } else if let known = Key.named.first(where: { $0.name.lowercased() == lowered }) {
            self = known.key
        } else if let other = Key.aliases[lowered] {
            self = other
        } else if lowered.hasPrefix("ctrl-"), let key = Key(control: text.dropFirst(5)) {
            self = key
        } else if lowered.hasPrefix("alt-"), let key = Key(alt: text.dropFirst(4)) {
            self = key
        } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()),
            (1...63).contains(number), lowered == "f\(number)"
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private init?(control text: Substring) {
        if text.lowercased() == "space" {
            self = .control(" ")
        } else if text.count == 1, let letter = text.lowercased().first,
            ("a"..."z").contains(letter) || "@[\\]^_".contains(letter)
        {
            self = .control(letter)
        } else {
            return nil
        }
    }

    private init?(alt text: Substring) {
        if text.count == 1, let character = text.first, !character.isControl {
            self = .alt(character)
        } else if text.lowercased() == "space" {
            self = .alt(" ")
        } else if text.lowercased() == "backspace" {
            self = .alt("\u{7F}")
        } else {
            return nil
        }
    }

    private static let named: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Shift-Tab", .backTab),
        ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert), ("Up", .up),
        ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PgUp", .pageUp), ("PgDn", .pageDown),
    ]

    private static let aliases: [String: Key] = [
        "return": .enter, "escape": .escape, "backtab": .backTab, "delete": .delete,
        "insert": .insert, "pageup": .pageUp, "pagedown": .pageDown,
    ]
}

extension Character {
    /// C0 controls and DEL, which are keys of their own and never text.
    var isControl: Bool {
        unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
}
