/// Who may read and write a settings file.
public struct FileAccess: Hashable, Sendable {
    /// The permission bits, as in `0o644`.
    public var mode: UInt32
    public var isMine: Bool

    public init(mode: UInt32, isMine: Bool) {
        self.mode = mode
        self.isMine = isMine
    }

    /// What is wrong with it; nil when the file may be used.
    ///
    /// Settings name programs that are run and servers that get passwords: nobody else may write
    /// them. A password in them must not be read by anybody else either.
    public func problem(path: String, holdsPassword: Bool) -> SettingsProblem? {
        if !isMine {
            return SettingsProblem(
                .error, message: "the file belongs to another user",
                remedy: "Copy it to a file of your own and use that.")
        }
        if mode & 0o022 != 0 {
            return SettingsProblem(
                .error, message: "others can write the file", remedy: "Run: chmod go-w '\(path)'")
        }
        if holdsPassword, mode & 0o077 != 0 {
            return SettingsProblem(
                .error, message: "the file holds a password and others can read it",
                remedy: "Run: chmod 600 '\(path)'")
        }
        return nil
    }
}
