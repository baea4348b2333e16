/// Serves a full maildrop for each download.
protocol MaildropServer: AnyObject {
    var name: String { get }
    /// Fills a maildrop with so many messages.
    func open(count: Int) async throws -> ServerAddress
    /// How many messages the last maildrop still holds; nil where that cannot be seen.
    var left: Int? { get }
    /// Throws the last maildrop away.
    func close()
}

/// The server of this project, a new process for each maildrop.
final class BuiltInServer: MaildropServer {
    let name = "built-in"
    private let kind: ServedMail.Kind
    private let identity: TestAuthority
    private var server: LocalServer?

    init(_ kind: ServedMail.Kind, identity: TestAuthority) {
        self.kind = kind
        self.identity = identity
    }

    func open(count: Int) throws -> ServerAddress {
        let server = try LocalServer(messages: count, kind: kind, identity: identity)
        self.server = server
        return server.pop
    }

    var left: Int? { nil }

    func close() {
        server = nil
    }
}
