/// One mailbox of an address list (RFC 5322 §3.4).
///
/// Name and address are two fields and are never joined by us: a display name that looks like an
/// address must not be taken for one.
public struct Address: Hashable, Sendable {
    /// The decoded display name; empty when there is none.
    public var name: String
    /// `local@domain`; empty when the field holds only a name.
    public var address: String

    public init(name: String = "", address: String) {
        self.name = name
        self.address = address
    }

    /// What a list shows: the name, else the address.
    public var display: String {
        name.isEmpty ? address : name
    }
}

/// A named group of addresses (RFC 5322 §3.4), such as "undisclosed-recipients:;".
public struct AddressGroup: Hashable, Sendable {
    public var name: String
    public var members: [Address]

    public init(name: String, members: [Address]) {
        self.name = name
        self.members = members
    }
}
