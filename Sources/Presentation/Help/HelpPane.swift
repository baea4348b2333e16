/// The keys of a place, searchable.
struct HelpPane: Equatable, Sendable {
    /// A command with its keys.
    struct Line: Equatable, Sendable {
        let keys: String
        let entry: CommandEntry
        let availability: Availability
    }

    /// The place help was asked for.
    let context: CommandContext
    var filter = ""
    var scroll = 0

    /// The commands of the place that fit the filter; those without a key come last.
    func lines(
        _ keys: KeyMap, availability: (Command) -> Availability
    ) -> [Line] {
        let wanted = filter.lowercased()
        let all = Command.table.filter { $0.contexts.contains(context) }.map { entry in
            let texts = keys.bindings(of: entry.command, in: context).map(\.keyText)
            return Line(
                keys: HelpPane.shortened(texts), entry: entry,
                availability: availability(entry.command))
        }
        let fitting = all.filter { line in
            let text = "\(line.keys) \(line.entry.command.rawValue) \(line.entry.sentence)"
            return wanted.isEmpty || text.lowercased().contains(wanted)
        }
        return fitting.filter { !$0.keys.isEmpty } + fitting.filter(\.keys.isEmpty)
    }

    private static func shortened(_ keys: [String]) -> String {
        keys.count > 4 ? "\(keys[0]) … \(keys[keys.count - 1])" : keys.joined(separator: ", ")
    }
}
