import TOMLKit

/// The one place where the TOML library reads a text.
enum TOMLSource {
    /// Throws the first place that is not TOML.
    ///
    /// The library ends the program at texts such as `[.a]` and `a = [}`, so these are found
    /// before; what stands above is read alone, because the first mistake is the one to tell.
    static func parse(_ text: String) throws(SettingsProblem) -> TOMLNode {
        var scanner = KeyScanner(text)
        _ = scanner.keys()
        guard let stray = scanner.stray else { return try read(text) }
        _ = try read(String(decoding: text.utf8.prefix(stray.statement), as: UTF8.self))
        throw SettingsProblem(
            .error, line: stray.position.line, column: stray.position.column,
            message: stray.kind.message, remedy: stray.kind.remedy)
    }

    private static func read(_ text: String) throws(SettingsProblem) -> TOMLNode {
        do {
            return TOMLNode(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            throw SettingsProblem(
                .error, line: error.source.begin.line, column: error.source.begin.column,
                message: "this is not TOML: \(error.description.withoutPreamble)",
                remedy:
                    "Texts stand in quotes, lists in brackets; a key is written once in a table.")
        } catch {
            throw SettingsProblem(.error, message: "this is not TOML: \(error)")
        }
    }
}

extension KeyScanner.Stray.Kind {
    fileprivate var message: String {
        switch self {
        case .name: "this is not TOML: a table needs a name of letters, digits, - and _"
        case .value: "this is not TOML: no value begins like this"
        case .depth: "no setting has more than \(Limits.nesting) levels"
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .name: "Write, for example: [accounts.work]"
        case .value: "Texts stand in quotes, lists in brackets."
        case .depth: ""
        }
    }
}

extension String {
    /// The library's message without "Error while parsing …: " at its beginning.
    fileprivate var withoutPreamble: String {
        guard hasPrefix("Error while parsing "), let colon = firstRange(of: ": ") else {
            return self
        }
        return String(self[colon.upperBound...])
    }
}
