/// Every bound on what the other side may make us hold or answer.
enum Limits {
    /// Octets of a line without its end, where the protocol names no other limit.
    static let lineOctets = 1 << 20
    /// Challenges answered in one login; no honest exchange of ours takes more.
    static let loginRounds = 10
    /// Octets of a faulty line that go into a ``WireFault``.
    static let excerptOctets = 200
}
