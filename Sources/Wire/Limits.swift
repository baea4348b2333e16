/// Every bound on what the other side may make us hold or answer.
enum Limits {
    /// Octets of a line without its end, where the protocol names no other limit.
    static let lineOctets = 1 << 20
    /// Challenges answered in one login; no honest exchange of ours takes more.
    static let loginRounds = 10
    /// Rounds of PBKDF2 a server may ask for: what RFC 7677 §4 calls the least, to some seconds'
    /// work.
    static let scramRounds = 4_096...5_000_000
    /// Octets of a nonce, a salt or a number in SCRAM.
    static let scramOctets = 1_024
    /// Octets of a faulty line that go into a ``WireFault``.
    static let excerptOctets = 200
}
