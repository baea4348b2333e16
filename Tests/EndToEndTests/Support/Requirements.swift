import Foundation
import Testing

/// The programs the end-to-end tests need beside our own.
enum Requirements {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// What is missing on this machine, as a sentence; nil: nothing.
    static let missing: String? = {
        let programs = [
            ("dovecot", "dovecot-imapd and dovecot-pop3d"), ("doveadm", "dovecot-core"),
            ("openssl", "openssl"), ("tmux", "tmux"),
        ]
        for (program, package) in programs where Tool(program) == nil {
            return "\(program) is not installed (on Debian: \(package))"
        }
        for server in ["imap", "pop3"] where access("/usr/lib/dovecot/\(server)", X_OK) != 0 {
            return "Dovecot's \(server) is not installed (on Debian: dovecot-\(server)d)"
        }
        let version = (try? Tool("dovecot")?.run(["--version"])) ?? ""
        guard version.hasPrefix("2.3.") else {
            return "the test server's settings are for Dovecot 2.3, this is \(version)"
        }
        return nil
    }()

    static let isContinuousIntegration =
        ProcessInfo.processInfo.environment["CI"].map { $0 == "true" || $0 == "1" } ?? false

    /// A developer may work without the test peers; continuous integration may not.
    static let mayRun = missing == nil || isContinuousIntegration

    static func insist() throws {
        if let missing { throw Missing(description: "end-to-end tests cannot run: \(missing)") }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips, with the reason, where a program is missing and nobody insists on it.
    static var needsPeers: Self {
        .enabled(if: Requirements.mayRun, Comment(rawValue: Requirements.missing ?? ""))
    }
}

/// Every end-to-end test: the program as it was built, against real peers.
@Suite("End to end", .needsPeers, .onOwnThread)
enum EndToEnd {}
