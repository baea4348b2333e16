import Foundation

/// A home folder with settings for one account, and the store that grows in it.
final class ClientHome: Sendable {
    let folder: String

    init(in parent: String) throws {
        folder = "\(parent)/\(UUID().uuidString)"
        for name in ["", "/config", "/config/martlet", "/data", "/cache", "/state", "/run"] {
            try FileManager.default.createDirectory(
                atPath: folder + name, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        }
    }

    var store: String { "\(folder)/data/martlet/mail.sqlite" }
    var bodies: String { "\(folder)/cache/martlet/bodies.sqlite" }

    /// Nothing of the person's own environment reaches the program.
    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": folder,
            "TMPDIR": "\(folder)/run", "XDG_CONFIG_HOME": "\(folder)/config",
            "XDG_DATA_HOME": "\(folder)/data", "XDG_CACHE_HOME": "\(folder)/cache",
            "XDG_STATE_HOME": "\(folder)/state", "XDG_RUNTIME_DIR": "\(folder)/run",
            "MARTLET_LOG": "trace", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    func configure(
        _ scenario: Scenario, port: UInt16, authority: String, pin: String?
    ) throws {
        let security = scenario.security == .implicit ? "tls" : "starttls"
        var lines = [
            "[accounts.proof]", "protocol = \"pop\"", "address = \"proof@example.net\"",
            "[accounts.proof.incoming]", "host = \"\(scenario.host)\"", "port = \(port)",
            "security = \"\(security)\"", "user = \"\(scenario.user)\"",
            "password = \"\(scenario.password)\"", "ca_file = \"\(authority)\"",
            "leave_on_server = \"0d\"",
        ]
        if let pin { lines.append("fingerprint = \"sha256:\(pin)\"") }
        let path = "\(folder)/config/martlet/config.toml"
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o600)
    }

    /// Everything the program wrote to its log.
    var log: [UInt8] { octets("\(folder)/state/martlet/martlet.log") }

    func octets(_ path: String) -> [UInt8] {
        Array(FileManager.default.contents(atPath: path) ?? Data())
    }

    /// Every file of the home, by its path in it.
    var files: [String] {
        (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap {
            $0 as? String
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // Left in a temporary folder, which is removed as a whole.
            return
        }
    }
}
