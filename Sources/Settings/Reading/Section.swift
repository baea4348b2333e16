/// One table of the file, whose values have the kinds its keys ask for.
struct Section {
    let path: [String]
    var entries: [String: TOMLNode]
    let known: [KnownKey]

    /// The table as its header names it.
    var name: String { path.filter { !KeyPlaces.isItem($0) }.joined(separator: ".") }

    /// The header itself.
    var header: String { path.last.map(KeyPlaces.isItem) == true ? "[[\(name)]]" : "[\(name)]" }

    func has(_ key: String) -> Bool { entries[key] != nil }

    func text(_ key: String) -> String? {
        if case .text(let text) = entries[key] { text } else { nil }
    }

    func number(_ key: String) -> Int? {
        if case .number(let number) = entries[key] { number } else { nil }
    }

    func flag(_ key: String) -> Bool? {
        if case .flag(let flag) = entries[key] { flag } else { nil }
    }

    /// A text alone counts as a list of one.
    func texts(_ key: String) -> [String]? {
        if case .text(let text) = entries[key] { return [text] }
        guard case .list(let items) = entries[key] else { return nil }
        return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
}

extension SettingsReader {
    /// The section with what is right in it; unknown keys and wrong kinds are told and left out.
    mutating func open(_ section: Section) -> Section {
        var right = section
        for (name, node) in section.entries {
            guard let key = section.known.first(where: { $0.name == name }) else {
                right.entries[name] = nil
                tellUnknown(name, in: section)
                continue
            }
            if !key.kind.accepts(node) {
                right.entries[name] = nil
                tellWrongKind(of: key, node, in: section)
            } else if key.isPlanned {
                tell(
                    at: section.path + [name],
                    "\(key.kind == .table ? "[\(section.name).\(name)]" : name) has no effect yet",
                    remedy: "This version does not use it; it may stay.", as: .warning)
            }
        }
        return right
    }

    private mutating func tellWrongKind(of key: KnownKey, _ node: TOMLNode, in section: Section) {
        let isHeader = key.kind == .table || key.kind == .tables
        let example = isHeader ? key.example : "\(key.name) = \(key.example)"
        var found = node.described(isSecret: key.isSecret)
        if key.kind == .texts || key.kind == .textOrTexts, case .list(let items) = node {
            let odd = items.first { if case .text = $0 { false } else { true } }
            found = "a list with \(odd?.described(isSecret: key.isSecret) ?? "nothing") in it"
        }
        tell(
            key.name, in: section, "\(key.name) must be \(key.kind.words), not \(found)",
            remedy: "Write, for example: \(example)")
    }

    private mutating func tellUnknown(_ name: String, in section: Section) {
        let place = section.path.isEmpty ? "the file" : section.header
        tell(
            at: section.path + [name], "\(name) is not known in \(place)",
            remedy: remedy(forUnknown: name, in: section))
    }

    private func remedy(forUnknown name: String, in section: Section) -> String {
        let names = section.known.map(\.name)
        let homes = KnownKey.tables.filter { table in
            table.keys.contains { $0.name == name } && !names.contains(name)
        }
        if let home = homes.last {
            let account = section.path.count > 1 ? section.path[1] : "NAME"
            let table = home.name.replacing("NAME", with: account)
            return "It belongs in [\(table)]."
        }
        if let near = NearestName.of(name, among: names) { return "Did you mean \(near)?" }
        return "Known are: \(names.joined(separator: ", "))."
    }
}
