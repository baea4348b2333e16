/// How long each part of a conversation may take, on the monotonic clock.
public struct Deadlines: Hashable, Sendable {
    /// Looking up the name and connecting, together.
    public var connect: Duration
    /// A TLS handshake.
    public var handshake: Duration
    /// Silence of the other side while something is expected of it.
    public var silence: Duration
    /// Our octets waiting without one of them being taken.
    public var write: Duration

    public init(
        connect: Duration = .seconds(20), handshake: Duration = .seconds(30),
        silence: Duration = .seconds(60), write: Duration = .seconds(60)
    ) {
        self.connect = connect
        self.handshake = handshake
        self.silence = silence
        self.write = write
    }
}
