import Mail

/// What a mail says about the list it came by (RFC 2369, RFC 2919).
struct MailingList {
    /// It came by a list, or with the fields that lists and newsletters have.
    let isList: Bool
    /// The owners of the list's identifier and of the address it takes mail at.
    private let domains: Set<RegistrableDomain>

    init(_ message: ParsedMessage) {
        let known = ["list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list"]
        isList = known.contains { !message.fields(named: $0).isEmpty }
        var domains: Set<RegistrableDomain> = []
        // "<mailto:list@example.org?subject=…>"; only the domain matters here.
        for post in message.addresses(ofFieldsNamed: "list-post") {
            let address = post.address.prefix { $0 != "?" }
            if let domain = RegistrableDomain(ofAddress: String(address)) { domains.insert(domain) }
        }
        if let identifier = message.envelope.listID,
            let domain = RegistrableDomain(identifier)
        {
            domains.insert(domain)
        }
        self.domains = domains
    }

    func owns(_ domain: RegistrableDomain) -> Bool { domains.contains(domain) }
}
