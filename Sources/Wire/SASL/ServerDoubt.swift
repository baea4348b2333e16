/// Why we gave a login up: the server did not show that it is the one that knows the password.
///
/// Nothing was sent from which the password can be read.
public enum ServerDoubt: Hashable, Sendable {
    /// It let us in without a signature of its own.
    case noSignature
    /// Its signature is not the one that the password gives.
    case wrongSignature
    /// It sees another TLS connection than we do: somebody sits between.
    case otherChannel
    /// It asked for so few rounds that the password could be guessed from our answer.
    case tooFewRounds(Int)
    /// It asked for so many rounds that this computer would be busy for long.
    case tooManyRounds(Int)
}
