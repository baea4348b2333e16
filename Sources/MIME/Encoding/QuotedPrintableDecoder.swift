/// Quoted-printable (RFC 2045 §6.7); what is not well formed is kept as written.
struct QuotedPrintableDecoder {
    /// Octets whose meaning depends on what follows: blanks (dropped at a line's end), or "=" with
    /// what came after it.
    private var held: [UInt8] = []

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        let room = held.count + octets.count
        octets.withUnsafeBufferPointer { input in
            output.append(addingCapacity: room) { written in
                var index = 0
                var mayHaveLines = true
                while index < input.count {
                    if held.isEmpty, mayHaveLines {
                        index = QuotedPrintableLines.decode(input, from: index, to: &written)
                        mayHaveLines = false
                    }
                    if held.isEmpty {
                        index = QuotedPrintableDecoder.decodeRun(input, from: index, to: &written)
                    }
                    guard index < input.count else { return }
                    take(input[index], into: &written)
                    index += 1
                }
            }
        }
    }

    /// Writes what can be decided of a line whose end has not come; answers where that ends.
    private static func decodeRun(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, to output: inout OutputSpan<UInt8>
    ) -> Int {
        var index = start
        while index < input.count {
            let octet = input[index]
            if !isSpecial(octet) {
                output.append(octet)
                index += 1
            } else if octet == UInt8(ascii: "=") {
                guard index + 2 < input.count else { return index }
                if let high = input[index + 1].hexValue, let low = input[index + 2].hexValue {
                    output.append(high << 4 | low)
                    index += 3
                } else if input[index + 1] == .carriageReturn, input[index + 2] == .lineFeed {
                    index += 3
                } else {
                    return index
                }
            } else if octet.isBlank {
                var end = index + 1
                while end < input.count, input[end].isBlank { end += 1 }
                guard end < input.count, input[end] != .lineFeed, input[end] != .carriageReturn
                else { return index }
                for blank in index..<end { output.append(input[blank]) }
                index = end
            } else {
                guard index + 1 < input.count, input[index + 1] == .lineFeed else { return index }
                output.append(.carriageReturn)
                output.append(.lineFeed)
                index += 2
            }
        }
        return index
    }

    /// Whether what follows may change what the octet means.
    @inline(__always)
    private static func isSpecial(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "=") || octet.isBlank || octet == .carriageReturn
    }

    private mutating func take(_ octet: UInt8, into output: inout OutputSpan<UInt8>) {
        if held.isEmpty {
            if QuotedPrintableDecoder.isSpecial(octet) {
                held.append(octet)
            } else {
                output.append(octet)
            }
            return
        }
        if held[0] == UInt8(ascii: "=") {
            takeAfterEquals(octet, into: &output)
        } else if octet.isBlank, held.last?.isBlank == true {
            held.append(octet)
        } else if octet == .carriageReturn, held.last?.isBlank == true {
            // The blanks may still be followed by a lone CR, so they wait with it.
            held.append(octet)
        } else if octet == .lineFeed {
            // RFC 2045 §6.7 rule 3: blanks at the end of a line were added on the way.
            if held.last == .carriageReturn { output.append(.carriageReturn) }
            output.append(.lineFeed)
            held.removeAll(keepingCapacity: true)
        } else {
            release(into: &output)
            take(octet, into: &output)
        }
    }

    private mutating func takeAfterEquals(
        _ octet: UInt8, into output: inout OutputSpan<UInt8>
    ) {
        if held.count == 1, octet.hexValue != nil {
            held.append(octet)
        } else if held.count == 2, let high = held[1].hexValue {
            if let low = octet.hexValue {
                held.removeAll(keepingCapacity: true)
                output.append(high << 4 | low)
            } else {
                release(into: &output)
                take(octet, into: &output)
            }
        } else if octet == .lineFeed {
            // A soft line break, perhaps with blanks after the "=".
            held.removeAll(keepingCapacity: true)
        } else if octet.isBlank || octet == .carriageReturn, held.last != .carriageReturn {
            held.append(octet)
        } else {
            release(into: &output)
            take(octet, into: &output)
        }
    }

    private mutating func release(into output: inout OutputSpan<UInt8>) {
        for octet in held { output.append(octet) }
        held.removeAll(keepingCapacity: true)
    }

    /// At the end, "=" with or without blanks is a soft line break and blanks are dropped.
    mutating func finish(into output: inout [UInt8]) {
        if held.count > 1, held[0] == UInt8(ascii: "="), held[1].hexValue != nil {
            output += held
        } else if held.last == .carriageReturn, held.first != UInt8(ascii: "=") {
            output.append(.carriageReturn)
        }
        held.removeAll()
    }
}
