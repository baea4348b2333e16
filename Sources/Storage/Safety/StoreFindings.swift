import Mail

/// What was found of a store.
public struct StoreFindings: Sendable {
    public enum Severity: String, Sendable {
        /// Worth knowing; nothing is at risk.
        case remark
        case wrong
    }

    /// One thing that was found, and what to do about it.
    public struct Finding: Hashable, Sendable {
        public var severity: Severity
        public var sentence: String
        /// Empty where there is nothing to do.
        public var remedy: String
    }

    public internal(set) var findings: [Finding] = []
    /// Size of the file, without its log.
    public internal(set) var octets: Int64 = 0
    /// Of the file's format; 0 where it could not be read.
    public internal(set) var version = 0
    /// Octets of the file that lie unused.
    public internal(set) var unused: Int64 = 0
    /// Nil where they could not be counted.
    public internal(set) var messages: Int?
    public internal(set) var accounts: Int?
    /// Messages whose hash was looked at.
    public internal(set) var verified = 0
    /// When an account and its server last agreed.
    public internal(set) var lastSync: Timestamp?
    /// Another process has the store open.
    public internal(set) var isInUse = false

    /// Nothing is wrong.
    public var isSound: Bool { findings.allSatisfy { $0.severity == .remark } }

    public init() {}

    mutating func add(_ severity: Severity, _ sentence: String, _ remedy: String) {
        findings.append(Finding(severity: severity, sentence: sentence, remedy: remedy))
    }

    static let salvage =
        "End Martlet, then: martlet doctor --salvage NEWFILE, and martlet restore NEWFILE."
    static let fromBackup = "If you have a backup, compare it: martlet show ID --raw."
}
