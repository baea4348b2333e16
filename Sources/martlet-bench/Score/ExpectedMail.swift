/// What stands beside a mail in `X.expect.json`: what a reader must find in it.
struct ExpectedMail {
    let origin: String
    /// The fields that count, by name.
    let fields: [(name: String, value: JSON)]
    /// What must hold beyond values, by name.
    let rules: [(name: String, value: JSON)]

    /// The value was made, or several independent readers or the origin's own test agree on it.
    private static let scored: Set<String> = ["construction", "solid", "origin-only"]

    init(_ json: JSON) {
        origin = json["origin"]?.string ?? ""
        fields = (json["fields"]?.members ?? []).compactMap { field in
            guard let status = field.value["status"]?.string, ExpectedMail.scored.contains(status)
            else { return nil }
            return (field.name, field.value["value"] ?? .null)
        }
        rules = json["rules"]?.members ?? []
    }
}
