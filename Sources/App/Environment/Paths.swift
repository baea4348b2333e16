import Glibc

/// Where this person's files live (XDG Base Directory Specification).
public struct Paths: Hashable, Sendable {
    public var settings: String
    public var mail: String
    public var bodies: String
    public var log: String
    /// The socket by which another process wakes the one that owns the accounts.
    public var wakeSocket: String
    /// A private folder for copies of parts that other programs show.
    public var openedParts: String
    public var home: String

    /// - Parameter settings: the file given with `-F`; nil: `$MARTLET_CONFIG`, then the default.
    public init(settings: String? = nil, environment: [String: String] = Paths.environment) {
        let home = environment["HOME"] ?? "/"
        func base(_ variable: String, _ fallback: String) -> String {
            // The specification says that a relative path is to be ignored.
            if let value = environment[variable], value.hasPrefix("/") { return value }
            return "\(home)/\(fallback)"
        }
        self.home = home
        self.settings =
            settings ?? environment["MARTLET_CONFIG"]
            ?? "\(base("XDG_CONFIG_HOME", ".config"))/martlet/config.toml"
        mail = "\(base("XDG_DATA_HOME", ".local/share"))/martlet/mail.sqlite"
        bodies = "\(base("XDG_CACHE_HOME", ".cache"))/martlet/bodies.sqlite"
        log = "\(base("XDG_STATE_HOME", ".local/state"))/martlet/martlet.log"
        let runtime = environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let name = String(Paths.fingerprint(of: mail), radix: 36)
        wakeSocket = "\(runtime ?? "/tmp")/martlet-\(getuid())/\(name).wake"
        let runtimeFolder = runtime.map { "\($0)/martlet-\(getuid())" }
        openedParts =
            (runtimeFolder ?? "\(base("XDG_DATA_HOME", ".local/share"))/martlet") + "/opened"
    }

    /// The process's environment, read once.
    public static var environment: [String: String] {
        var result: [String: String] = [:]
        for name in [
            "HOME", "MARTLET_CONFIG", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
            "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
        ] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }

    /// FNV-1a: a short name for one store, so that two stores have two sockets.
    private static func fingerprint(of text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
