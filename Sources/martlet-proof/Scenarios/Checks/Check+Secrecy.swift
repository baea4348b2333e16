import Wire

/// What is said of passwords, of TLS and of text that a server made up.
extension Check {
    static let secrecy: [String: Check] = [
        "no_plaintext_credentials": Check(nothingInTheClear),
        "credentials_not_sent": Check(noLogin),
        "login_only_inside_tls": Check(loginInsideTLS),
        "password_not_in_log": Check(passwordUnseen),
        "APOP (MD5) is never used": Check { evidence in
            .check(!evidence.commands.contains { $0.name == "APOP" }, "APOP was sent")
        },
        "no_escape_on_screen": Check(noControls),
        "bytes_after_ok_are_never_parsed": Check(injectionIsNothing),
        "bytes after the OK line of STARTTLS are never parsed inside TLS":
            Check(injectionIsNothing),
        "the first command inside TLS is sent and its own answer awaited": Check(patient),
    ]

    /// Text that must not reach the person.
    static func noText(_ text: String) -> Check {
        Check { evidence in
            let found = evidence.seen.contains(Array(text.utf8))
            return .check(!found, "\"\(text)\" was shown")
        }
    }

    private static let loginCommands: Set<String> = ["USER", "PASS", "AUTH", "APOP", "LOGIN"]

    private static func nothingInTheClear(_ evidence: Evidence) -> Finding {
        let forms = evidence.scenario.secretForms
        let clear = evidence.visits.map(\.clear)
        let leaked = clear.contains { said in forms.contains { said.contains($0) } }
        let login = evidence.commands.first { !$0.isSecure && loginCommands.contains($0.name) }
        return .check(!leaked, "the password went over the network in the clear")
            .and(.check(login == nil, "\(login?.name ?? "") was sent in the clear"))
            .and(passwordUnseen(evidence))
            .and(.check(!evidence.visits.isEmpty, "the client never came"))
    }

    private static func noLogin(_ evidence: Evidence) -> Finding {
        let login = evidence.commands.first { loginCommands.contains($0.name) }
        let forms = evidence.scenario.secretForms
        let leaked = evidence.visits.contains { visit in
            forms.contains { visit.clear.contains($0) || visit.secret.contains($0) }
        }
        return .check(login == nil, "\(login?.name ?? "") was sent")
            .and(.check(!leaked, "the password was sent"))
            .and(passwordUnseen(evidence))
    }

    private static func loginInsideTLS(_ evidence: Evidence) -> Finding {
        let logins = evidence.commands.filter { loginCommands.contains($0.name) }
        return .check(!logins.isEmpty && logins.allSatisfy(\.isSecure), "no login inside TLS")
            .and(nothingInTheClear(evidence))
    }

    private static func passwordUnseen(_ evidence: Evidence) -> Finding {
        for form in evidence.scenario.secretForms {
            if evidence.log.contains(form) { return .fails("the password is in the log") }
            if evidence.seen.contains(form) { return .fails("the password was shown") }
        }
        return .check(!evidence.seen.isEmpty, "the program said nothing")
    }

    /// Neither the terminal nor the log gets a control character; tabs and ends of lines are none.
    private static func noControls(_ evidence: Evidence) -> Finding {
        for (place, octets) in [("shown", evidence.seen), ("logged", evidence.log)] {
            let text = String(decoding: octets, as: UTF8.self)
            let control = text.unicodeScalars.first {
                ($0.value < 32 && $0 != "\n" && $0 != "\t") || (127..<160).contains($0.value)
            }
            if let control { return .fails("U+\(String(control.value, radix: 16)) was \(place)") }
        }
        return .holds
    }

    /// Either the connection ended at once, or all that follows was asked anew and answered anew.
    private static func injectionIsNothing(_ evidence: Evidence) -> Finding {
        for visit in evidence.visits where visit.commands.contains(where: { $0.name == "STLS" }) {
            let inside = visit.commands.filter(\.isSecure)
            guard let first = inside.first else { continue }
            if first.name != "CAPA" { return .fails("\(first.name) came first inside TLS") }
            if visit.hurriedInTLS { return .fails("an answer from before TLS was taken") }
        }
        return nothingInTheClear(evidence)
    }

    private static func patient(_ evidence: Evidence) -> Finding {
        for visit in evidence.visits where visit.hasTLS {
            if visit.hurriedInTLS { return .fails("the client did not wait for its answer") }
        }
        return .check(!evidence.visits.isEmpty, "the client never came")
    }
}

extension Scenario {
    /// The password as it is, and as logins carry it.
    fileprivate var secretForms: [[UInt8]] {
        let password = Array(password.utf8)
        let plain = [0] + Array(user.utf8) + [0] + password
        return [password, Base64.encode(password), Base64.encode(plain)]
    }
}
