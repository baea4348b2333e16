import Mail

/// What the store must be told to read messages, because parsing and hashing are no matter of it.
public struct MessageReading: Sendable {
    /// A new SHA-256 over octets that come in pieces.
    public var digest: @Sendable () -> any OctetDigest
    /// The envelope in the beginning of a message.
    public var envelope: @Sendable ([UInt8]) -> Envelope

    public init(
        digest: @escaping @Sendable () -> any OctetDigest,
        envelope: @escaping @Sendable ([UInt8]) -> Envelope
    ) {
        self.digest = digest
        self.envelope = envelope
    }
}

/// A hash in the making.
public protocol OctetDigest {
    mutating func update(_ octets: ArraySlice<UInt8>)
    /// Of everything so far.
    var value: [UInt8] { get }
}
