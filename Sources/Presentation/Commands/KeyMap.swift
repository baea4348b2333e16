import Console

/// A sequence of keys that calls a command in some contexts.
public struct KeyBinding: Hashable, Sendable {
    public var contexts: Set<CommandContext>
    public var keys: [Key]
    public var invocation: Invocation

    /// The keys as a person reads them: "Esc l", "Ctrl-z".
    public var keyText: String { keys.map(\.name).joined(separator: " ") }
}

/// A key set: which keys call which command, as data.
public struct KeyMap: Hashable, Sendable {
    /// One line of a key set as text, such as `list`, `Esc l`, `show-all`.
    public struct Row: Hashable, Sendable {
        /// Names of contexts; empty: every context the command belongs to.
        public var contexts: [String]
        /// Key names separated by blanks.
        public var keys: String
        /// A command with its argument.
        public var command: String

        public init(_ keys: String, _ command: String, in contexts: [String] = []) {
            self.contexts = contexts
            self.keys = keys
            self.command = command
        }
    }

    /// What a sequence of keys means in a context.
    enum Meaning: Equatable {
        case invocation(Invocation)
        /// The sequence may go on with these.
        case prefix([KeyBinding])
        case nothing
    }

    public private(set) var bindings: [KeyBinding] = []

    /// Reads rows, later ones winning over earlier ones for the same keys.
    ///
    /// A row that cannot be read is left out and told in `problems`, so that one wrong line does
    /// not cost a person all keys.
    public init(_ rows: [Row], problems: inout [String]) {
        for row in rows {
            switch KeyMap.read(row) {
            case .success(let binding): add(binding)
            case .failure(let fault): problems.append(fault.sentence)
            }
        }
    }

    private struct Fault: Error {
        var sentence: String
    }

    private static func read(_ row: Row) -> Result<KeyBinding, Fault> {
        guard let invocation = Invocation(text: row.command) else {
            return .failure(Fault(sentence: "\(row.keys): no command \"\(row.command)\""))
        }
        var keys: [Key] = []
        for name in row.keys.split(separator: " ") {
            guard let key = Key(named: String(name)) else {
                return .failure(Fault(sentence: "\(row.keys): no key \"\(name)\""))
            }
            keys += key.spelledOut
        }
        guard !keys.isEmpty else {
            return .failure(Fault(sentence: "\(row.command): no keys"))
        }
        var contexts = invocation.command.contexts
        if !row.contexts.isEmpty {
            contexts = []
            for name in row.contexts {
                guard let context = CommandContext(rawValue: name) else {
                    return .failure(Fault(sentence: "\(row.keys): no place \"\(name)\""))
                }
                contexts.insert(context)
            }
        }
        return .success(KeyBinding(contexts: contexts, keys: keys, invocation: invocation))
    }

    private mutating func add(_ binding: KeyBinding) {
        for index in bindings.indices where bindings[index].keys == binding.keys {
            bindings[index].contexts.subtract(binding.contexts)
        }
        bindings.removeAll { $0.contexts.isEmpty }
        bindings.append(binding)
    }

    func meaning(of keys: [Key], in context: CommandContext) -> Meaning {
        let candidates = bindings.filter {
            $0.contexts.contains(context) && $0.keys.starts(with: keys)
        }
        if let exact = candidates.first(where: { $0.keys.count == keys.count }) {
            return .invocation(exact.invocation)
        }
        return candidates.isEmpty ? .nothing : .prefix(candidates)
    }

    /// The bindings of a command in a context, in the order of the key set.
    public func bindings(of command: Command, in context: CommandContext) -> [KeyBinding] {
        bindings.filter { $0.invocation.command == command && $0.contexts.contains(context) }
    }

    /// The shortest text of the keys of a command there; nil when it has none.
    func keyText(of command: Command, in context: CommandContext) -> String? {
        bindings(of: command, in: context).first?.keyText
    }

    /// Places where these keys do mean something, to say so where they do not.
    func contexts(of keys: [Key]) -> [CommandContext] {
        CommandContext.allCases.filter { meaning(of: keys, in: $0) != .nothing }
    }
}

extension Key {
    /// Alt+x as the two keys `Esc` `x`, which mean the same.
    var spelledOut: [Key] {
        if case .alt(let character) = self { return [.escape, .character(character)] }
        return [self]
    }
}
