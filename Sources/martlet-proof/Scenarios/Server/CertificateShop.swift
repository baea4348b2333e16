import COpenSSL
import Foundation
import Synchronization

/// Makes an authority and certificates of the kinds the rows ask for, in a folder of its own.
final class CertificateShop: Sendable {
    /// A certificate and how a server shows it.
    struct Made: Sendable {
        let context: ServerContext
        /// SHA-256 of the public key, in hex.
        let fingerprint: String
    }

    /// What a client is told to trust.
    let authorityFile: String
    private let folder: String
    private let number = Atomic(0)

    init(folder: String) throws {
        self.folder = folder
        authorityFile = "\(folder)/ca.pem"
        try authority("ca", name: "Proof Authority")
        try authority("other-ca", name: "Unknown Authority")
    }

    /// The certificate of that kind, each time with a new key; throws for an unknown kind.
    func make(_ kind: String) throws -> Made {
        switch kind {
        case "good": try leaf("subjectAltName=DNS:localhost")
        case "wrong-host": try leaf("subjectAltName=DNS:other.example")
        // A name with a NUL in its middle, as an encoded extension (RFC 5280 §4.2.1.6).
        case "nul-in-san": try leaf("subjectAltName=DER:" + CertificateShop.nameWithNUL)
        case "unknown-root": try leaf("subjectAltName=DNS:localhost", authority: "other-ca")
        case "self-signed", "pinned-changed":
            try leaf("subjectAltName=DNS:localhost", authority: nil)
        default: throw ScenarioFault("no certificate of the kind \(kind) can be made")
        }
    }

    private static let nameWithNUL: String = {
        let name = Array("localhost\0.evil.example".utf8)
        let octets = [0x30, UInt8(name.count + 2), 0x82, UInt8(name.count)] + name
        return octets.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }
            .joined(separator: ":")
    }()

    private func authority(_ file: String, name: String) throws {
        try openSSL(
            ["req", "-x509", "-days", "30", "-subj", "/CN=\(name)"] + CertificateShop.newKey + [
                "-keyout", "\(folder)/\(file).key", "-out", "\(folder)/\(file).pem",
            ])
    }

    private func leaf(_ names: String, authority: String? = "ca") throws -> Made {
        let place = "\(folder)/\(number.add(1, ordering: .relaxed).newValue)"
        var arguments =
            ["req", "-x509", "-days", "9", "-subj", "/CN=proof", "-addext", names]
            + CertificateShop.newKey + ["-keyout", "\(place).key", "-out", "\(place).pem"]
        if let authority {
            arguments += [
                "-CA", "\(folder)/\(authority).pem", "-CAkey", "\(folder)/\(authority).key",
            ]
        }
        arguments += ["-addext", "basicConstraints=critical,CA:FALSE"]
        try openSSL(arguments)
        let context = try ServerContext(certificate: "\(place).pem", key: "\(place).key")
        return Made(context: context, fingerprint: context.fingerprint)
    }

    private static let newKey = [
        "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-batch",
    ]

    private func openSSL(_ arguments: [String]) throws {
        // Foundation's way to start a program reads beyond its buffer when it lists descriptors.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for end in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, end, "/dev/null", O_WRONLY, 0)
        }
        let words = (["openssl"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        var status: Int32 = 0
        guard posix_spawnp(&child, "openssl", &actions, nil, words, environ) == 0,
            waitpid(child, &status, 0) == child, status == 0
        else { throw ScenarioFault("openssl could not make a certificate") }
    }
}
