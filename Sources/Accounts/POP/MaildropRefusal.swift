import Mail
import Wire

extension Problem {
    /// A POP server turned the login down, or the whole session before it (RFC 2449 §8, RFC 3206).
    ///
    /// Each code has its own meaning: only `AUTH` says that the password is wrong. Without a code
    /// it may be, unless the server said that it names the reason.
    ///
    /// - Parameters:
    ///   - notBefore: when the next login may be tried, where the server wants a pause.
    ///   - namesReasons: the server announced AUTH-RESP-CODE.
    static func maildropRefused(
        _ refusal: Refusal, account: String, notBefore: Timestamp?, namesReasons: Bool
    ) -> Problem {
        switch MaildropRefusal(refusal.code) {
        case .inUse:
            Problem(
                .unreachable, account: account, headline: "Another session has the maildrop",
                detail: refusal.text,
                remedy: "Often it is our own last one, whose end the server has not noticed. "
                    + "The password was right; it is tried again by itself.",
                retry: .after(inUseWaits))
        case .loginDelay:
            Problem(
                .busy, account: account, headline: "The server wants a pause between logins",
                detail: refusal.text, remedy: "It is tried again by itself.",
                retry: notBefore.map { .at($0) } ?? .after([300]))
        case .temporary:
            Problem(
                .unreachable, account: account,
                headline: "The server has a passing trouble of its own", detail: refusal.text,
                remedy: "The password is not the reason; it is tried again by itself.")
        case .permanent:
            Problem(
                .refusedByServer, account: account,
                headline: "The server has a trouble with this maildrop that will not pass",
                detail: refusal.text,
                remedy: "The password is not the reason. Ask the provider.",
                retry: .after([3_600]))
        case .badCredentials:
            Problem(
                .loginRefused, account: account,
                headline: "The server refused user and password",
                detail: refusal.text, remedy: "Check user and password in the settings.")
        case nil where namesReasons:
            Problem(
                .unreachable, account: account, headline: "The server refused the login",
                detail: refusal.text,
                remedy: "It does not say that the password is wrong; it is tried again by itself.")
        case nil:
            Problem(
                .loginRefused, account: account, headline: "The server refused the login",
                detail: refusal.text, remedy: "Check user and password in the settings.",
                retry: .onceMore(after: 60))
        }
    }

    /// The server lets nobody in so soon after the last login (RFC 2449 §6.5).
    static func tooEarly(_ moment: Timestamp, now: Timestamp, account: String) -> Problem {
        let wait = max(1, moment.seconds - now.seconds)
        let words = wait < 120 ? "\(wait) s" : "\((wait + 59) / 60) minutes"
        return Problem(
            .busy, account: account,
            headline: "The server wants a pause between logins; the next may be in \(words)",
            retry: .at(moment))
    }

    private static let inUseWaits = [60, 120, 300, 600]
}

/// What the code of a refusal says; a code may go on behind a slash (RFC 2449 §8).
private enum MaildropRefusal {
    case inUse, loginDelay, temporary, permanent, badCredentials

    init?(_ code: String?) {
        guard let code else { return nil }
        let known: [(String, MaildropRefusal)] = [
            ("IN-USE", .inUse), ("LOGIN-DELAY", .loginDelay), ("SYS/TEMP", .temporary),
            ("SYS/PERM", .permanent), ("AUTH", .badCredentials),
        ]
        guard let match = known.first(where: { code == $0.0 || code.hasPrefix($0.0 + "/") })
        else { return nil }
        self = match.1
    }
}
