/// Builds one command, in the pieces between which the server's consent is due.
struct CommandWriter {
    /// Which literals may be sent without waiting (RFC 7888).
    enum Literals {
        case wait
        /// LITERAL-: small ones.
        case waitIfGreat
        /// LITERAL+: all.
        case neverWait
    }

    /// After each piece but the last the server must answer `+`.
    private(set) var pieces: [[UInt8]] = [[]]
    private let literals: Literals

    init(literals: Literals) {
        self.literals = literals
    }

    /// Text of our own making.
    mutating func write(_ text: String) {
        write(Array(text.utf8))
    }

    mutating func write(_ octets: [UInt8]) {
        pieces[pieces.count - 1] += octets
    }

    /// Text from anywhere: quoted where that is legal, else a literal.
    mutating func writeString(_ octets: [UInt8]) {
        guard octets.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), octets.count <= 1_000 else {
            return writeLiteral(octets)
        }
        var quoted = [UInt8(ascii: "\"")]
        for byte in octets {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                quoted.append(UInt8(ascii: "\\"))
            }
            quoted.append(byte)
        }
        write(quoted + [UInt8(ascii: "\"")])
    }

    mutating func writeLiteral(_ octets: [UInt8]) {
        let waits =
            switch literals {
            case .wait: true
            case .waitIfGreat: octets.count > Limits.smallLiteral
            case .neverWait: false
            }
        write("{\(octets.count)\(waits ? "" : "+")}\r\n")
        if waits { pieces.append(octets) } else { write(octets) }
    }

    mutating func writeFlags(_ flags: Set<Flag>) {
        write("(\(flags.map(\.name).sorted().joined(separator: " ")))")
    }
}
