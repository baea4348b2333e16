/// The part of a domain that one owner holds: "example.co.uk" of "mail.example.co.uk".
///
/// An approximation without the public suffix list: the last two labels, or three below the
/// endings that many registries share.
struct RegistrableDomain: Hashable {
    let text: String

    /// Nil for an address without a domain.
    init?(ofAddress address: String) {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        self.init(String(address[address.utf8.index(after: at)...]))
    }

    init?(_ domain: String) {
        var labels = DomainText.encoded(domain).split(separator: ".").map(String.init)
        guard !labels.isEmpty else { return nil }
        guard !domain.hasPrefix("["), labels.last?.utf8.allSatisfy(\.isDigit) == false else {
            // An address literal is its own owner (RFC 5321 §4.1.3).
            text = domain
            return
        }
        let kept = RegistrableDomain.hasSharedEnding(labels) ? 3 : 2
        labels = labels.suffix(kept)
        text = labels.joined(separator: ".")
    }

    private static func hasSharedEnding(_ labels: [String]) -> Bool {
        guard labels.count > 2 else { return false }
        let second = labels[labels.count - 2]
        let top = labels[labels.count - 1]
        if top.utf8.count == 2, secondLevels.contains(second) { return true }
        return sharedHosts.contains("\(second).\(top)")
    }

    private static let secondLevels: Set<String> = [
        "ac", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "govt", "gv", "id", "lg",
        "ltd", "me", "mil", "ne", "net", "nhs", "nic", "nom", "or", "org", "plc", "police", "sch",
        "school",
    ]

    /// Endings below which everybody gets a name of their own.
    private static let sharedHosts: Set<String> = [
        "azurewebsites.net", "blogspot.com", "dyndns.org", "eu.org", "firebaseapp.com",
        "github.io", "gitlab.io", "herokuapp.com", "myshopify.com", "netlify.app", "no-ip.org",
        "onmicrosoft.com", "pages.dev", "vercel.app", "web.app", "wordpress.com", "workers.dev",
    ]
}
