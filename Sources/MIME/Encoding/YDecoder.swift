/// yEnc: octets shifted by 42, those that would disturb lines escaped by "=".
///
/// Lines that begin with "=y" are notes for the reader and hold no data; what they say about size
/// and sum is not believed, and pieces of a file are not joined.
struct YDecoder {
    private enum State {
        case lineStart, data, escape, escapeAtLineStart, note
    }

    private var state = State.lineStart

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        output.append(addingCapacity: octets.count) { written in
            for octet in octets { take(octet, into: &written) }
        }
    }

    private mutating func take(_ octet: UInt8, into output: inout OutputSpan<UInt8>) {
        switch (state, octet) {
        case (_, .lineFeed):
            state = .lineStart
        case (.note, _), (_, .carriageReturn):
            break
        case (.escapeAtLineStart, UInt8(ascii: "y")):
            state = .note
        case (.escape, _), (.escapeAtLineStart, _):
            output.append(octet &- 64 &- 42)
            state = .data
        case (.lineStart, UInt8(ascii: "=")):
            state = .escapeAtLineStart
        case (.data, UInt8(ascii: "=")):
            state = .escape
        default:
            output.append(octet &- 42)
            state = .data
        }
    }
}
