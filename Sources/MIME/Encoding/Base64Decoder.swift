/// Base64 as mail writes it (RFC 2045 §6.8): other octets are skipped, padding may be missing.
///
/// Padding that completes a group ends the data: what a mailing list adds below is no base64.
struct Base64Decoder {
    private var group: UInt32 = 0
    /// Letters in `group`, 0 to 3.
    private var count = 0
    private var hasEnded = false

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        guard !hasEnded else { return }
        octets.withUnsafeBufferPointer { input in
            Base64Decoder.values.withUnsafeBufferPointer { values in
                output.append(addingCapacity: input.count / 4 * 3 + 3) { written in
                    decode(input, values, into: &written)
                }
            }
        }
    }

    private mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) {
        var index = 0
        while index < input.count {
            if count == 0 {
                index = Base64Decoder.decodeGroups(input, from: index, values, into: &output)
                guard index < input.count else { return }
            }
            let octet = input[index]
            index += 1
            let value = values[Int(octet)]
            if value < 64 {
                append(value, to: &output)
            } else if octet == UInt8(ascii: "="), count >= 2 {
                release(into: &output)
                hasEnded = true
                return
            }
        }
    }

    /// Decodes whole groups of four letters without anything between them; answers where they end.
    @inline(__always)
    private static func decodeGroups(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int,
        _ values: UnsafeBufferPointer<UInt8>, into output: inout OutputSpan<UInt8>
    ) -> Int {
        var index = start
        while index &+ 4 <= input.count {
            let first = values[Int(input[index])]
            let second = values[Int(input[index &+ 1])]
            let third = values[Int(input[index &+ 2])]
            let fourth = values[Int(input[index &+ 3])]
            guard first | second | third | fourth < 64 else { break }
            output.append(first << 2 | second >> 4)
            output.append(second << 4 | third >> 2)
            output.append(third << 6 | fourth)
            index &+= 4
        }
        return index
    }

    private mutating func append(_ value: UInt8, to output: inout OutputSpan<UInt8>) {
        group = group << 6 | UInt32(value)
        count += 1
        guard count == 4 else { return }
        output.append(UInt8(truncatingIfNeeded: group >> 16))
        output.append(UInt8(truncatingIfNeeded: group >> 8))
        output.append(UInt8(truncatingIfNeeded: group))
        count = 0
    }

    /// Gives out what an incomplete last group still holds in whole octets.
    mutating func finish(into output: inout [UInt8]) {
        output.append(addingCapacity: 2) { release(into: &$0) }
    }

    private mutating func release(into output: inout OutputSpan<UInt8>) {
        if count == 2 { output.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if count == 3 {
            output.append(UInt8(truncatingIfNeeded: group >> 10))
            output.append(UInt8(truncatingIfNeeded: group >> 2))
        }
        count = 0
        group = 0
    }

    /// The value of each octet; 255 for those outside the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()
}
