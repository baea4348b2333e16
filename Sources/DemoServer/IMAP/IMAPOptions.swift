import Wire

/// What an IMAP service offers; fewer features force a client onto its other paths.
public struct IMAPOptions: Sendable {
    /// An extension; the raw value is its word in CAPABILITY.
    public enum Feature: String, Sendable, CaseIterable {
        case saslIR = "SASL-IR"
        case literalPlus = "LITERAL+"
        case id = "ID"
        case enable = "ENABLE"
        case idle = "IDLE"
        case namespace = "NAMESPACE"
        case unselect = "UNSELECT"
        case uidPlus = "UIDPLUS"
        case move = "MOVE"
        case esearch = "ESEARCH"
        case children = "CHILDREN"
        case listExtended = "LIST-EXTENDED"
        case listStatus = "LIST-STATUS"
        case specialUse = "SPECIAL-USE"
        case condstore = "CONDSTORE"
        case qresync = "QRESYNC"
    }

    public var features: Set<Feature>
    /// What AUTHENTICATE accepts, in the order it is announced.
    ///
    /// Those that bind the channel are announced inside TLS alone.
    public var mechanisms: [SASLMechanism]
    /// Whether a plain connection must become a TLS one before anybody may log in.
    public var requiresTLS: Bool
    /// Whether the greeting and the answer to a login carry the capabilities.
    public var volunteersCapabilities: Bool

    public init(
        features: Set<Feature> = Set(Feature.allCases),
        mechanisms: [SASLMechanism] = [.plain, .login, .xoauth2, .oauthbearer],
        requiresTLS: Bool = false,
        volunteersCapabilities: Bool = true
    ) {
        self.features = features
        self.mechanisms = mechanisms
        self.requiresTLS = requiresTLS
        self.volunteersCapabilities = volunteersCapabilities
    }

    /// All features but these.
    public static func without(_ features: Set<Feature>) -> IMAPOptions {
        IMAPOptions(features: Set(Feature.allCases).subtracting(features))
    }

    /// Counters of changes, but no list of what went away, as large providers have it.
    public static let condstoreOnly = without([.qresync])

    /// RFC 3501 and nothing else.
    public static let bare = IMAPOptions(features: [], mechanisms: [])

    func offers(_ feature: Feature) -> Bool {
        switch feature {
        // QRESYNC includes CONDSTORE, and neither can be had without ENABLE (RFC 7162 §3.2).
        case .condstore: features.contains(.condstore) || features.contains(.qresync)
        case .qresync: features.contains(.qresync) && features.contains(.enable)
        default: features.contains(feature)
        }
    }
}
