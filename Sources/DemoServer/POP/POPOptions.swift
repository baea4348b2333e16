import Wire

/// What a POP service offers; fewer features force a client onto its other paths.
public struct POPOptions: Sendable {
    /// An extension or optional command; the raw value is its word in CAPA.
    public enum Feature: String, Sendable, CaseIterable {
        case capa = "CAPA"
        case user = "USER"
        case uidl = "UIDL"
        case top = "TOP"
        case pipelining = "PIPELINING"
        case respCodes = "RESP-CODES"
    }

    public var features: Set<Feature>
    /// What AUTH accepts, in the order it is announced.
    ///
    /// Those that bind the channel are announced inside TLS alone.
    public var mechanisms: [SASLMechanism]
    /// Whether a plain connection must become a TLS one before anybody may log in.
    public var requiresTLS: Bool

    public init(
        features: Set<Feature> = Set(Feature.allCases),
        mechanisms: [SASLMechanism] = [.plain, .login, .xoauth2, .oauthbearer],
        requiresTLS: Bool = false
    ) {
        self.features = features
        self.mechanisms = mechanisms
        self.requiresTLS = requiresTLS
    }

    /// All features but these.
    public static func without(_ features: Set<Feature>) -> POPOptions {
        POPOptions(features: Set(Feature.allCases).subtracting(features))
    }

    func offers(_ feature: Feature) -> Bool {
        features.contains(feature)
    }
}
