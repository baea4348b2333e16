/// Reads the rows about the way into TLS, which leave everything else to a plain server.
enum StrippingRow {
    static func isOne(_ row: JSONObject) -> Bool { row["caps_by_state"] != nil }

    static func read(_ row: JSONObject) throws(ScenarioFault) -> Scenario {
        guard let id = row["id"]?.text, let service = row["proto"]?.text else {
            throw ScenarioFault("a row without id or proto")
        }
        let settings = row["settings"]?.object ?? [:]
        let answers = answers(settings)
        return Scenario(
            id: id, service: service,
            security: settings["implicit_tls"]?.flag == true ? .implicit : .starttls,
            certificate: certificate(settings["certificate"]?.text),
            user: "alice", password: "CANARY-pw-7f3a", host: "localhost",
            greeting: say(row["greeting"]?.text ?? "+OK ready\r\n"),
            answers: answers,
            stagedAnswers: answers["CAPA"] == nil
                ? capabilities(row["caps_by_state"]?.object ?? [:]) : [:],
            messages: [message], pass: row["pass"]?.texts ?? [])
    }

    private static let message = Scenario.Message(
        uniqueID: "u1",
        raw: Array("From: a@example.org\r\nSubject: p1\r\n\r\nbody\r\n".utf8))

    private static func say(_ text: String) -> [ScenarioAction] {
        [.send(ScenarioAction.octets(text), times: 1, tail: 0)]
    }

    /// The origin's names of certificates: one is for the server's name, one for another.
    private static func certificate(_ name: String?) -> String {
        name?.hasPrefix("other.") == true ? "wrong-host" : "good"
    }

    private static func answers(_ settings: JSONObject) -> [String: [ScenarioAction]] {
        var answers: [String: [ScenarioAction]] = [:]
        for name in settings["hide_commands"]?.texts ?? [] {
            answers[name.uppercased()] = say("-ERR unknown command\r\n")
        }
        for (name, text) in settings["override_response"]?.object ?? [:] {
            // Only AUTH without a mechanism lists them; with one it is a login.
            guard name != "authlist", let text = text.text else { continue }
            answers[name.uppercased()] = say(text)
        }
        if let text = settings["stls_response"]?.text {
            let begins = settings["stls_make_transition"]?.flag ?? text.hasPrefix("+OK")
            answers["STLS"] = say(text) + (begins ? [.startTLS] : [])
        } else if let said = answers["STLS"], case .send(let octets, _, _)? = said.first,
            octets.starts(with: "+OK".utf8)
        {
            answers["STLS"] = said + [.startTLS]
        }
        return answers
    }

    private static func capabilities(
        _ stages: JSONObject
    ) -> [Scenario.Stage: [String: [ScenarioAction]]] {
        let names: [(String, Scenario.Stage)] = [
            ("capa", .clear), ("capa_auth", .clearLoggedIn), ("capa_tls", .tls),
            ("capa_tls_auth", .tlsLoggedIn),
        ]
        var answers: [Scenario.Stage: [String: [ScenarioAction]]] = [:]
        for (name, stage) in names {
            guard let words = stages[name]?.texts else { continue }
            let lines = words.map { $0 + "\r\n" }.joined()
            answers[stage] = ["CAPA": say("+OK\r\n" + lines + ".\r\n")]
        }
        return answers
    }
}
