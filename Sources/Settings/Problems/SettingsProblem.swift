/// Something wrong with a settings file, told so that it can be mended without a manual.
public struct SettingsProblem: Error, Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        /// The settings cannot be used.
        case error
        /// They can; something in them has no effect.
        case warning
    }

    public var severity: Severity
    /// Counted from 1; 0 when it is about the file as a whole.
    public var line: Int
    /// Counted from 1 in characters of Unicode; 0 when it is about the file as a whole.
    public var column: Int
    /// What was found, in one sentence.
    public var message: String
    /// What would be right; may be empty.
    public var remedy: String

    public init(
        _ severity: Severity, line: Int = 0, column: Int = 0, message: String, remedy: String = ""
    ) {
        self.severity = severity
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }
}

extension SettingsProblem: CustomStringConvertible {
    /// The form compilers use, to be put behind the file's name and a colon.
    public var description: String {
        let place = line > 0 ? "\(line):\(column): " : " "
        return "\(place)\(severity.rawValue): \(message)" + (remedy.isEmpty ? "" : "\n  \(remedy)")
    }
}

/// A settings file as it was understood.
public struct SettingsReading: Hashable, Sendable {
    /// Nil when a problem is an error.
    public var settings: UserSettings?
    /// All of them, in the file's order.
    public var problems: [SettingsProblem]
}
