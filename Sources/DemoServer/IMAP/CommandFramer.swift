import Wire

/// Cuts what a client sends into commands: a line with the literals it announces.
struct CommandFramer: Sendable {
    enum Frame: Sendable, Equatable {
        /// The client waits for leave to send a literal.
        case literalAnnounced
        /// A whole command: its lines without the last end, literals in place.
        case command([UInt8])
    }

    private var buffer = LineBuffer(lineLimit: Limits.line)
    private var command: [UInt8] = []
    /// Octets of a literal still to come.
    private var missing = 0

    var isEmpty: Bool { buffer.isEmpty && command.isEmpty }

    mutating func append(_ bytes: [UInt8]) {
        buffer.append(bytes)
    }

    /// A line that is no command: an answer to a challenge, or `DONE`.
    mutating func nextLine() throws(WireFault) -> ArraySlice<UInt8>? {
        try buffer.nextLine()
    }

    mutating func next() throws(WireFault) -> Frame? {
        while true {
            if missing > 0 {
                let piece = buffer.take(upTo: missing)
                command += piece
                missing -= piece.count
                if missing > 0 { return nil }
            }
            guard let line = try buffer.nextLine() else { return nil }
            command += line
            guard let literal = LiteralMark(endOf: line) else {
                defer { command = [] }
                return .command(command)
            }
            guard literal.count <= Limits.command - min(command.count, Limits.command) else {
                throw WireFault(expected: "a command of at most \(Limits.command) octets")
            }
            command += [13, 10]
            missing = literal.count
            if literal.isSynchronising { return .literalAnnounced }
        }
    }
}

/// `{42}` or `{42+}` at the end of a line (RFC 7888).
private struct LiteralMark {
    let count: Int
    let isSynchronising: Bool

    init?(endOf line: ArraySlice<UInt8>) {
        guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{"))
        else { return nil }
        var digits = line[(open + 1)...].dropLast()
        isSynchronising = digits.last != UInt8(ascii: "+")
        if !isSynchronising { digits.removeLast() }
        guard let count = Int(String(decoding: digits, as: UTF8.self)), count >= 0 else {
            return nil
        }
        self.count = count
    }
}
