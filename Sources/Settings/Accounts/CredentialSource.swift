/// Where the password or token of an account comes from.
public enum CredentialSource: Hashable, Sendable {
    /// A program and its arguments, run without a shell; the first line it prints.
    case command([String])
    /// The same for an access token.
    case tokenCommand([String])
    /// The first line of a file.
    case file(String)
    /// Written in the settings.
    case literal(HiddenText)
    /// The certificate that is shown in the TLS handshake is enough.
    case certificate
    /// The person is asked.
    case ask

    /// Whether it gives an access token rather than a password.
    public var isToken: Bool {
        if case .tokenCommand = self { true } else { false }
    }
}

/// A certificate of the person, shown to servers that ask for one; both are PEM files.
public struct CertificateFiles: Hashable, Sendable {
    public var file: String
    /// May be the same file.
    public var keyFile: String

    public init(file: String, keyFile: String) {
        self.file = file
        self.keyFile = keyFile
    }
}

/// A password from the file; prints as `<secret>` everywhere.
public struct HiddenText: Hashable, Sendable, CustomStringConvertible, CustomReflectable,
    CustomDebugStringConvertible
{
    public let octets: [UInt8]

    public init(_ octets: [UInt8]) {
        self.octets = octets
    }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
