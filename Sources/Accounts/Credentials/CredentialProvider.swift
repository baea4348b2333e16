import Mail
import Settings
import Wire

/// Knows how to get the password or token of one account, and keeps it for the run.
actor CredentialProvider {
    private let account: String
    private let user: String
    private let source: CredentialSource
    private let limit: Duration
    private var kept: Secret?
    /// The secret was used for a login that succeeded, so that a refusal means it grew old.
    private var hasWorked = false

    /// - Parameter limit: how long the settings' command may take; it may ask the person.
    init(
        account: String, user: String, source: CredentialSource, limit: Duration = .seconds(60)
    ) {
        self.account = account
        self.user = user
        self.source = source
        self.limit = limit
    }

    /// What to log in with; runs the settings' command the first time.
    ///
    /// Throws ``Mail/Problem/Kind/passwordNeeded`` when the person has to be asked.
    func credential() async throws(Problem) -> Credential {
        if source == .certificate { return Credential(user: user, proof: .certificate) }
        let secret: Secret
        if let kept {
            secret = kept
        } else {
            secret = try await find()
            kept = secret
        }
        return Credential(user: user, proof: source.isToken ? .token(secret) : .password(secret))
    }

    /// The person typed it.
    func supply(_ secret: Secret) {
        kept = secret
    }

    /// A login with it succeeded.
    func worked() {
        hasWorked = true
    }

    /// The server refused it: it is forgotten; true when a newer one is worth a try at once.
    func renew() -> Bool {
        defer {
            kept = nil
            hasWorked = false
        }
        return hasWorked && source != .ask && source != .certificate
    }

    private func find() async throws(Problem) -> Secret {
        switch source {
        case .command(let arguments), .tokenCommand(let arguments):
            try await run(arguments)
        case .file(let path):
            try SecretFile.read(path, account: account)
        case .literal(let text):
            Secret(text.octets)
        case .certificate:
            Secret([])
        case .ask:
            throw Problem(
                .passwordNeeded, account: account, headline: "A password is needed for \(user)",
                remedy: "Type it on the screen, or set password_command in the settings.")
        }
    }

    private func run(_ arguments: [String]) async throws(Problem) -> Secret {
        let result: ChildProcess.Result
        do {
            result = try await ChildProcess.run(arguments, limit: limit)
        } catch {
            guard !Task.isCancelled else {
                throw Problem(.cancelled, account: account, headline: "Cancelled")
            }
            throw commandProblem(arguments, error.reason)
        }
        guard result.status == 0 else {
            let words = String(decoding: result.errors.prefix(300), as: UTF8.self)
            throw commandProblem(
                arguments, "it ended with status \(result.status) \(words.withoutControls)")
        }
        let line = result.output.prefix { $0 != 10 && $0 != 13 }
        guard !line.isEmpty else { throw commandProblem(arguments, "it printed nothing") }
        return Secret(line)
    }

    private func commandProblem(_ arguments: [String], _ reason: String) -> Problem {
        Problem(
            .loginRefused, account: account,
            headline: "The command for the password failed: \(arguments.first ?? "")",
            detail: reason, remedy: "Run it in a shell, then check for mail again.")
    }
}
