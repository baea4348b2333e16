import Mail
import POP
import Storage
import Transport
import Wire

/// Where the layers' small faults become what a person is told.
extension Problem {
    init(_ fault: StoreFault, account: String) {
        self.init(
            fault.kind, account: account, headline: fault.headline, detail: fault.detail,
            remedy: fault.remedy)
    }

    init(_ fault: TransportFault, account: String) {
        switch fault {
        case .unknownHost(let host, let reason):
            self.init(
                .unreachable, account: account, headline: "No address was found for \(host)",
                detail: reason, remedy: "Check the host in the settings and the network.")
        case .cannotConnect(let host, let port, let reason):
            self.init(
                .unreachable, account: account, headline: "\(host):\(port) does not answer",
                detail: reason)
        case .certificate(let certificate):
            self.init(certificate, account: account)
        case .tlsFailed(let reason):
            self.init(
                .certificate, account: account, headline: "No secure connection was possible",
                detail: reason, remedy: "Check port and security in the settings.")
        case .timedOut(let phase):
            self.init(
                .unreachable, account: account,
                headline: "The server took too long (\(phase.activity))")
        case .closed, .truncated:
            self.init(
                .unreachable, account: account, headline: "The connection was lost",
                detail: fault.description)
        case .wire(let fault):
            self.init(fault, account: account)
        case .cancelled:
            self.init(.cancelled, account: account, headline: "Cancelled")
        }
    }

    init(_ fault: WireFault, account: String) {
        let found = fault.excerpt.isEmpty ? "" : ", but got \"\(fault.excerpt)\""
        self.init(
            .protocolBroken, account: account, headline: "The server broke the protocol",
            detail: "expected \(fault.expected)\(found)")
    }

    private init(_ fault: CertificateFault, account: String) {
        let pin = "fingerprint = \"sha256:\(fault.fingerprint)\""
        let remedy =
            fault.kind == .otherKey
            ? "No password was sent. Ask whoever runs the server; only if it has a new key, set \(pin)."
            : "No password was sent. If this is your own server, set \(pin) or ca_file in the settings."
        self.init(
            .certificate, account: account,
            headline: "The certificate of \(fault.host) is not trusted: \(fault.reason)",
            detail: "issued by \(fault.issuer), valid \(fault.validFrom) to \(fault.validUntil)",
            remedy: remedy)
    }

    /// A POP session that ended before a login was asked for.
    init(_ obstacle: LoginObstacle, account: String) {
        let headline: String
        var detail = ""
        var remedy = "No password was sent. Check security and auth in the settings."
        switch obstacle {
        case .serverUnavailable(let refusal):
            headline = "The server is not available now"
            detail = refusal.text
            remedy = ""
        case .tlsNotOffered:
            headline = "The server does not offer STLS"
        case .plaintextForbidden:
            headline = "The login would go over the network in the clear"
            remedy = "No password was sent. Set security to \"tls\" or \"starttls\"."
        case .noMechanism(let offered):
            headline = "The server offers no way to log in that fits"
            if !offered.isEmpty {
                detail = "it offers \(offered.joined(separator: ", "))".withoutControls
            }
        case .mechanismUnusable(let mechanism):
            headline = "\(mechanism.rawValue) cannot be used here"
            detail =
                mechanism.bindsChannel
                ? "it needs TLS, and a user and password of plain letters"
                : "it cannot carry this user name or password"
        case .unsendableCredential:
            headline = "User or password hold a character that cannot be sent"
        }
        let kind: Kind =
            if case .serverUnavailable = obstacle { .unreachable } else { .loginRefused }
        self.init(kind, account: account, headline: headline, detail: detail, remedy: remedy)
    }

    /// A server that may not be the one it seems; the person has to look before the next login.
    init(_ doubt: ServerDoubt, account: String) {
        let headline: String
        var detail = ""
        var remedy = "No password was sent. Somebody may be posing as the server."
        switch doubt {
        case .noSignature, .wrongSignature:
            headline = "The server did not prove that it knows the password"
        case .otherChannel:
            headline = "Somebody may sit between here and the server"
            detail = "the server sees another TLS connection than this computer"
        case .tooFewRounds(let count):
            headline = "The password could be guessed from a login at this server"
            detail = "it asks for \(count) rounds, fewer than \(SCRAMTask.rounds.lowerBound)"
            remedy = "No password was sent. If you trust the server, set auth = \"plain\"."
        case .tooManyRounds(let count):
            headline = "A login at this server would take too long"
            detail = "it asks for \(count) rounds, more than \(SCRAMTask.rounds.upperBound)"
            remedy = "No password was sent. If you trust the server, set auth = \"plain\"."
        }
        self.init(
            .certificate, account: account, headline: headline, detail: detail, remedy: remedy)
    }

    /// The server said no to what the words describe: "list the mail".
    init(_ refusal: Refusal, doing what: String, account: String) {
        self.init(
            .refusedByServer, account: account, headline: "The server would not \(what)",
            detail: refusal.text)
    }

    /// The server turned the login down; some codes say that the password was not the reason.
    ///
    /// RFC 5530 §3: a server that is busy is tried again, and nobody is asked for a password.
    static func loginRefused(_ refusal: Refusal, account: String) -> Problem {
        guard let code = refusal.code, temporaryCodes.contains(code) else {
            return Problem(
                .loginRefused, account: account, headline: "The server refused the login",
                detail: refusal.text, remedy: "Check user and password in the settings.")
        }
        return Problem(
            .unreachable, account: account, headline: "The server asks to come back later",
            detail: refusal.text)
    }

    private static let temporaryCodes: Set<String> = [
        "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG",
    ]
}
