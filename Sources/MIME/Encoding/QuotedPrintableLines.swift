import Glibc

/// Decodes whole lines of quoted-printable, of which everything is known: the runs between escapes
/// are copied at once.
struct QuotedPrintableLines {
    private let input: UnsafeBufferPointer<UInt8>
    private let output: UnsafeMutableBufferPointer<UInt8>
    private var written: Int

    /// Decodes all lines from `start` on that have their LF; answers where the last one ends.
    ///
    /// What comes out is never longer than what goes in, and `output` must have room for that.
    static func decode(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, to output: inout OutputSpan<UInt8>
    ) -> Int {
        precondition(output.freeCapacity >= input.count - start)
        return output.withUnsafeMutableBufferPointer { buffer, count in
            var lines = QuotedPrintableLines(input: input, output: buffer, written: count)
            let end = lines.decodeLines(from: start)
            count = lines.written
            return end
        }
    }

    private mutating func decodeLines(from start: Int) -> Int {
        var index = start
        while let end = place(of: .lineFeed, in: index..<input.count) {
            let hasReturn = end > index && input[end - 1] == .carriageReturn
            // RFC 2045 §6.7 rule 3: blanks at the end of a line were added on the way.
            var contentEnd = hasReturn ? end - 1 : end
            while contentEnd > index, input[contentEnd - 1].isBlank { contentEnd -= 1 }
            if contentEnd > index, input[contentEnd - 1] == UInt8(ascii: "=") {
                decodeContent(index..<(contentEnd - 1))
            } else {
                decodeContent(index..<contentEnd)
                if hasReturn { write(.carriageReturn) }
                write(.lineFeed)
            }
            index = end + 1
        }
        return index
    }

    private mutating func decodeContent(_ range: Range<Int>) {
        var index = range.lowerBound
        while let escape = place(of: UInt8(ascii: "="), in: index..<range.upperBound) {
            copy(index..<escape)
            if escape + 2 < range.upperBound, let high = input[escape + 1].hexValue,
                let low = input[escape + 2].hexValue
            {
                write(high << 4 | low)
                index = escape + 3
            } else {
                write(UInt8(ascii: "="))
                index = escape + 1
            }
        }
        copy(index..<range.upperBound)
    }

    @inline(__always)
    private mutating func write(_ octet: UInt8) {
        output[written] = octet
        written += 1
    }

    @inline(__always)
    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty, let from = input.baseAddress, let to = output.baseAddress else {
            return
        }
        memcpy(to + written, from + range.lowerBound, range.count)
        written += range.count
    }

    @inline(__always)
    private func place(of octet: UInt8, in range: Range<Int>) -> Int? {
        guard !range.isEmpty, let base = UnsafeRawPointer(input.baseAddress),
            let found = memchr(base + range.lowerBound, Int32(octet), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
