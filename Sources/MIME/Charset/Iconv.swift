import Glibc

/// glibc's iconv, for the charsets of ``CharsetTable``.
enum Iconv {
    /// Nil when this system lacks the charset; octets it cannot decode become U+FFFD.
    static func decode(_ octets: ArraySlice<UInt8>, from name: String) -> String? {
        let descriptor = iconv_open("UTF-8", name)
        // POSIX: failure is (iconv_t)-1.
        guard let descriptor, Int(bitPattern: descriptor) != -1 else { return nil }
        defer { iconv_close(descriptor) }
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + octets.count / 2)
        octets.withUnsafeBytes { convert($0, with: descriptor, into: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func convert(
        _ input: UnsafeRawBufferPointer, with descriptor: iconv_t, into output: inout [UInt8]
    ) {
        // iconv's signature wants a pointer to change; it never changes what it points to.
        var next = UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: CChar.self)
        var left = input.count
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: pieceOctets) { piece in
            while left > 0 {
                var place = piece.baseAddress
                var room = piece.count
                let isDone = iconv(descriptor, &next, &left, &place, &room) != -1
                // Read before anything else can change it.
                let failure = errno
                append(piece, piece.count - room, to: &output)
                if isDone || failure == E2BIG { continue }
                output += [0xEF, 0xBF, 0xBD]
                // EINVAL: the input ends inside a character.
                guard failure == EILSEQ, left > 0 else { return }
                next = next.map { $0 + 1 }
                left -= 1
            }
            // What a stateful charset still holds back.
            var place = piece.baseAddress
            var room = piece.count
            _ = iconv(descriptor, nil, nil, &place, &room)
            append(piece, piece.count - room, to: &output)
        }
    }

    private static func append(
        _ piece: UnsafeMutableBufferPointer<CChar>, _ count: Int, to output: inout [UInt8]
    ) {
        output.append(
            contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[..<count]))
    }

    private static let pieceOctets = 16_384
}
