/// The arithmetic of one SCRAM login (RFC 5802 §3), for the owner of a ``Machine`` to do.
///
/// A machine asks for it by ``Step/prove(_:)``. It may take a second where a server wants millions
/// of rounds, so it does not belong between two other steps.
public struct SCRAMTask: Sendable, Equatable {
    /// The hash function a mechanism is named after.
    public enum Hash: Sendable {
        case sha1
        case sha256
    }

    public let hash: Hash
    /// As SASLprep leaves it (RFC 4013).
    public let password: Secret
    public let salt: [UInt8]
    /// Rounds of PBKDF2; from the server, and within ``rounds``.
    public let iterations: Int
    /// What both sides sign: `AuthMessage`.
    public let message: [UInt8]

    public init(
        hash: Hash, password: Secret, salt: [UInt8], iterations: Int, message: [UInt8]
    ) {
        self.hash = hash
        self.password = password
        self.salt = salt
        self.iterations = iterations
        self.message = message
    }

    /// How many rounds a server may ask for.
    ///
    /// Fewer would let a false server guess at the password quickly (RFC 7677 §4); more would keep
    /// this computer busy for seconds.
    public static let rounds = Limits.scramRounds
}

/// What comes out of a ``SCRAMTask``.
public struct SCRAMProof: Sendable, Equatable {
    /// Shows the server that we know the password: `ClientProof`.
    public let clientProof: [UInt8]
    /// What only a server that knows the password can answer: `ServerSignature`.
    public let serverSignature: [UInt8]

    public init(clientProof: [UInt8], serverSignature: [UInt8]) {
        self.clientProof = clientProof
        self.serverSignature = serverSignature
    }
}
