/// The name of one command, unique in the process (RFC 9051 §2.2.1).
///
/// The letters are the connection's, the number counts: a late answer of a dead connection can
/// never be taken for one of the living.
public struct CommandTag: Hashable, Sendable {
    let connection: UInt32
    let number: UInt32

    /// The connection's number in letters: `A` to `Z`, then `BA`.
    private var letters: String {
        var rest = connection
        var letters: [UInt8] = []
        repeat {
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        } while rest > 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}

extension CommandTag: CustomStringConvertible {
    public var description: String { "\(letters)\(number)" }
}
