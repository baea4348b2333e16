import COpenSSL

/// SHA-256 (FIPS 180-4) by OpenSSL over octets that come in pieces; any split gives the same.
///
/// Names content and finds damage, many times as fast as a portable one where the processor has
/// instructions for it. A value: copying it forks the digest.
public struct ContentDigest: Sendable {
    private var state = SHA256_CTX()

    public init() {
        sha256_begin(&state)
    }

    public mutating func update(_ octets: ArraySlice<UInt8>) {
        octets.withUnsafeBytes { sha256_add(&state, $0.baseAddress, $0.count) }
    }

    /// The 32 octets for everything so far; the value can go on afterwards.
    public func finish() -> [UInt8] {
        var state = state
        return [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { octets, count in
            sha256_end(&state, octets.baseAddress)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }

    public static func digest(of octets: [UInt8]) -> [UInt8] {
        var digest = ContentDigest()
        digest.update(octets[...])
        return digest.finish()
    }
}
