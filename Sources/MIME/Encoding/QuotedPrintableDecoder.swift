/// Quoted-printable (RFC 2045 §6.7); what is not well formed is kept as written.
struct QuotedPrintableDecoder {
    /// Octets whose meaning depends on what follows: blanks (dropped at a line's end), or "=" with
    /// what came after it.
    private var held: [UInt8] = []

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        output.reserveCapacity(output.count + octets.count)
        octets.withUnsafeBufferPointer { input in
            var index = 0
            while index < input.count {
                let start = index
                if held.isEmpty {
                    while index < input.count, !QuotedPrintableDecoder.isSpecial(input[index]) {
                        index += 1
                    }
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: input[start..<index]))
                }
                guard index < input.count else { return }
                take(input[index], into: &output)
                index += 1
            }
        }
    }

    /// Whether what follows may change what the octet means.
    @inline(__always)
    private static func isSpecial(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "=") || octet.isBlank || octet == .carriageReturn
    }

    private mutating func take(_ octet: UInt8, into output: inout [UInt8]) {
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

    private mutating func takeAfterEquals(_ octet: UInt8, into output: inout [UInt8]) {
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

    private mutating func release(into output: inout [UInt8]) {
        output += held
        held.removeAll(keepingCapacity: true)
    }

    /// At the end, "=" with or without blanks is a soft line break and blanks are dropped.
    mutating func finish(into output: inout [UInt8]) {
        if held.count > 1, held[0] == UInt8(ascii: "="), held[1].hexValue != nil {
            release(into: &output)
        } else if held.last == .carriageReturn, held.first != UInt8(ascii: "=") {
            output.append(.carriageReturn)
        }
        held.removeAll()
    }
}
