import Transport

/// How an account reaches its server and is to log in there, taken from the settings.
struct ServerAccess: Sendable {
    /// The account's name in the settings.
    var account: String
    var endpoint: Endpoint
    /// A login method by name, or "auto".
    var auth: String
    /// The person allowed a login in the clear.
    var allowsPlaintext: Bool
}
