import ArgumentParser
import Settings

/// A server to measure against, and the account on it.
struct ServerAddress {
    var host = "127.0.0.1"
    var port: UInt16
    var user: String
    var password: String
    /// A file with the authority of the server's certificate; nil: without TLS.
    var authority: String?

    /// The account's tables in a settings file; without `deletes` the server keeps its mail.
    func settings(account: String, kind: String, deletes: Bool = false) -> String {
        let security =
            authority.map { "security = \"tls\"\nca_file = \"\($0)\"" }
            ?? "security = \"none\"\nallow_plaintext = true"
        return """

            [accounts.\(account)]
            protocol = "\(kind)"
            address = "robin@work.example"

            [accounts.\(account).incoming]
            host = "\(host)"
            port = \(port)
            user = "\(user)"
            password = "\(password)"
            \(security)
            """
                + (kind == "pop"
                    ? "\nleave_on_server = \"\(deletes ? "0d" : "forever")\"\n" : "\n")
    }
}

/// Names a server that runs already; without it a small one is started.
struct ServerOptions: ParsableArguments {
    @Option(help: "A server that runs already; without it a built-in one is measured.")
    var host: String?
    @Option(help: "Its port.") var port: UInt16?
    @Option(help: "The user there, whose inbox is read and never changed.") var user = "bench"
    @Option(help: "The user's password.") var password = "bench"
    @Option(help: "The authority of its certificate (PEM); without it TLS is not used.")
    var ca: String?

    func validate() throws {
        guard (host == nil) == (port == nil) else {
            throw ValidationError("--host and --port belong together.")
        }
    }

    /// Nil: none is named.
    var address: ServerAddress? {
        guard let host, let port else { return nil }
        return ServerAddress(
            host: host, port: port, user: user, password: password, authority: ca)
    }
}
