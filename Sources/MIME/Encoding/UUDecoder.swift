/// uuencode: lines of a count and groups of four letters between "begin" and "end".
///
/// The count is never believed beyond the line it stands on; name and mode of "begin" are unused.
struct UUDecoder {
    private enum Phase {
        case before, inside, after
    }

    private var phase = Phase.before
    private var line: [UInt8] = []

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for octet in octets {
            if octet == .lineFeed {
                takeLine(into: &output)
            } else if octet != .carriageReturn, line.count < UUDecoder.lineLimit {
                line.append(octet)
            }
        }
    }

    mutating func finish(into output: inout [UInt8]) {
        takeLine(into: &output)
    }

    private mutating func takeLine(into output: inout [UInt8]) {
        defer { line.removeAll(keepingCapacity: true) }
        switch phase {
        case .before:
            if line.starts(with: "begin ".utf8) { phase = .inside }
        case .inside:
            if line.elementsEqual("end".utf8) {
                phase = .after
            } else {
                UUDecoder.decode(line, into: &output)
            }
        case .after:
            break
        }
    }

    private static func decode(_ line: [UInt8], into output: inout [UInt8]) {
        guard let first = line.first, (0x20...0x60).contains(first) else { return }
        let count = Int((first &- 0x20) & 0x3F)
        let limit = output.count + count
        var index = 1
        while output.count < limit, index < line.count {
            // Trailing blanks, which stand for zero, are lost on the way.
            let letters = (0..<4).map { offset in
                index + offset < line.count ? (line[index + offset] &- 0x20) & 0x3F : 0
            }
            let group = [
                letters[0] << 2 | letters[1] >> 4, letters[1] << 4 | letters[2] >> 2,
                letters[2] << 6 | letters[3],
            ]
            output += group.prefix(limit - output.count)
            index += 4
        }
    }

    /// A count of 63 needs 85 octets.
    private static let lineLimit = 200
}
