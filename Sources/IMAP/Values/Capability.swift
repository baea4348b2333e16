/// A word in CAPABILITY (RFC 9051 §7.2.2), in upper case.
public struct Capability: Hashable, Sendable {
    public let name: String

    public init(_ name: String) {
        self.name = name.uppercased()
    }

    public static let imap4rev1 = Capability("IMAP4REV1")
    public static let imap4rev2 = Capability("IMAP4REV2")
    public static let condstore = Capability("CONDSTORE")
    public static let enable = Capability("ENABLE")
    public static let esearch = Capability("ESEARCH")
    public static let id = Capability("ID")
    public static let idle = Capability("IDLE")
    public static let listExtended = Capability("LIST-EXTENDED")
    public static let listStatus = Capability("LIST-STATUS")
    public static let literalMinus = Capability("LITERAL-")
    public static let literalPlus = Capability("LITERAL+")
    public static let loginDisabled = Capability("LOGINDISABLED")
    public static let move = Capability("MOVE")
    public static let namespace = Capability("NAMESPACE")
    public static let qresync = Capability("QRESYNC")
    public static let saslInitialResponse = Capability("SASL-IR")
    public static let specialUse = Capability("SPECIAL-USE")
    public static let startTLS = Capability("STARTTLS")
    public static let uidPlus = Capability("UIDPLUS")
    public static let unselect = Capability("UNSELECT")
    public static let xlist = Capability("XLIST")

    /// What IMAP4rev2 contains without saying so (RFC 9051 appendix E).
    static let inRev2: Set<Capability> = [
        enable, esearch, idle, listExtended, listStatus, literalMinus, move, namespace,
        saslInitialResponse, specialUse, uidPlus, unselect,
    ]
}

extension Capability: CustomStringConvertible {
    public var description: String { name }
}

extension Set<Capability> {
    /// The set with what its words imply.
    ///
    /// A server that also speaks IMAP4rev1 stays in that mode and names its extensions.
    var completed: Set<Capability> {
        if contains(.imap4rev2), !contains(.imap4rev1) { return union(Capability.inRev2) }
        return contains(.qresync) ? union([.condstore]) : self
    }
}
