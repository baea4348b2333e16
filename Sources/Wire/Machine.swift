/// A protocol session without I/O: it eats octets and says what to do next.
///
/// Whoever owns the connection feeds what arrives to ``receive(_:)`` and asks ``next()`` until it
/// answers ``Step/needsBytes``. A machine is a value, so a test drives it with plain arrays.
public protocol Machine: Sendable {
    associatedtype Event: Sendable

    /// Takes octets in the order they came; any split of the stream gives the same events.
    mutating func receive(_ bytes: [UInt8])

    /// What to do now.
    ///
    /// Throws ``WireFault`` when the other side broke the protocol beyond recovery; the
    /// connection is then closed, and the machine is not asked again.
    mutating func next() throws(WireFault) -> Step<Event>

    /// Told when the TLS handshake that ``Step/startTLS`` asked for has succeeded.
    ///
    /// Everything learnt before it is forgotten (security: untagged data before TLS).
    mutating func tlsStarted()

    /// Told after every TLS handshake, before anything else, how this connection can be named; nil
    /// where it cannot.
    mutating func secured(_ binding: ChannelBinding?)

    /// Takes the result of what ``Step/prove(_:)`` asked for.
    mutating func proved(_ proof: SCRAMProof)

    /// Told when the other side closed the stream in the proper way; may yield last events.
    mutating func receiveEnd()
}

extension Machine {
    /// Nothing; for machines that do not log in.
    public mutating func secured(_ binding: ChannelBinding?) {}

    /// Nothing; for machines that never ask.
    public mutating func proved(_ proof: SCRAMProof) {}
}

/// What a machine wants done.
public enum Step<Event: Sendable>: Sendable {
    /// Something happened.
    case event(Event)
    /// Octets for the other side.
    case send([UInt8])
    /// Nothing until more octets arrive or the owner gives a new command.
    case needsBytes
    /// Begin TLS on this connection now.
    ///
    /// A machine asks for it only when its own buffer is empty: octets that came with the answer
    /// to STARTTLS were not protected, and a machine that holds some throws instead.
    case startTLS
    /// Work that takes time, for somewhere else; its result goes to ``Machine/proved(_:)``.
    ///
    /// Nothing the other side says is of use before that, so nothing need be read.
    case prove(SCRAMTask)
    /// The conversation is over.
    case close
}
