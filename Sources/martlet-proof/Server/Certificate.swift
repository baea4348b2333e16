import EventLoop

/// A certificate for this computer, made for one run of the trials.
struct Certificate: Sendable {
    let path: String
    let keyPath: String

    /// - Parameter folder: exists; the files are made in it, by the `openssl` program.
    static func make(in folder: String, on loop: PollLoop) async throws -> Certificate {
        let made = Certificate(
            path: "\(folder)/certificate.pem", keyPath: "\(folder)/key.pem")
        let run = ProgramRun(
            arguments: [
                "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=martlet-proof",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", made.keyPath,
                "-out", made.path,
            ], environment: ["PATH": "/usr/bin:/bin"])
        let outcome = try await run.outcome(on: loop)
        guard outcome.ending == .status(0) else {
            throw ProofFault("openssl made no certificate: \(outcome.output)")
        }
        return made
    }
}
