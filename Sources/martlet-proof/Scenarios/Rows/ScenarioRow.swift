/// Reads the rows that say everything themselves.
enum ScenarioRow {
    static func read(_ row: JSONObject) throws(ScenarioFault) -> Scenario {
        guard let id = row["id"]?.text, let service = row["proto"]?.text else {
            throw ScenarioFault("a row without id or proto")
        }
        let account = row["account"]?.object ?? [:]
        return Scenario(
            id: id, service: service,
            security: Scenario.Security(rawValue: row["security"]?.text ?? "") ?? .implicit,
            certificate: row["cert"]?.text ?? "good",
            user: account["user"]?.text ?? "alice", password: account["password"]?.text ?? "",
            host: account["host"]?.text ?? "localhost",
            greeting: actions(row["on_connect"]), onTLS: actions(row["on_tls"]),
            answers: (row["on"]?.object ?? [:]).mapValues(actions),
            fault: try row["fault"]?.object.map(fault),
            messages: messages(row["base"]?.object ?? [:]), pass: row["pass"]?.texts ?? [])
    }

    private static func actions(_ value: JSONValue?) -> [ScenarioAction] {
        (value?.list ?? []).compactMap(\.object).flatMap(ScenarioAction.read)
    }

    private static func fault(_ object: JSONObject) throws(ScenarioFault) -> Scenario.Fault {
        guard let at = object["at"]?.text,
            let kind = object["kind"]?.text.flatMap(Scenario.Fault.Kind.init)
        else { throw ScenarioFault("a fault without place or kind") }
        return Scenario.Fault(
            at: at, kind: kind, pause: .milliseconds(object["byte_ms"]?.number ?? 0),
            sizes: object["sizes"]?.list?.compactMap(\.number) ?? [])
    }

    private static func messages(_ base: JSONObject) -> [Scenario.Message] {
        (base["messages"]?.list ?? []).compactMap(\.object).map { message in
            Scenario.Message(
                uniqueID: message["uidl"]?.text ?? "",
                raw: ScenarioAction.octets(message["raw"]?.text ?? ""))
        }
    }
}
