/// Joins the lines of `format=flowed` text into paragraphs (RFC 3676).
///
/// Quote marks come out as ">" once a depth and a blank; the signature's "-- " never joins.
struct FlowedText {
    /// The joined text, LF between its lines.
    private(set) var octets: [UInt8] = []
    /// The paragraphs that are laid out; where a line begins like a quote but is none, only they can tell.
    private(set) var lines: [PlainLine] = []
    /// What of the paragraph that goes on in the next line is written already.
    private var open: PlainLine?

    static func unwrapped(_ text: String, deletesSpace: Bool) -> String {
        String(
            decoding: FlowedText(Array(text.utf8), deletesSpace: deletesSpace).octets,
            as: UTF8.self)
    }

    init(_ source: [UInt8], deletesSpace: Bool) {
        octets.reserveCapacity(source.count)
        var start = 0
        while start <= source.count {
            let end = source.firstIndex(of: .lineFeed, in: start..<source.count) ?? source.count
            // What follows the last line end is a line only where something stands.
            if start == end, end == source.count, start > 0 { break }
            append(source[start..<end], deletesSpace)
            if end < source.count, open == nil { octets.append(.lineFeed) }
            start = end + 1
        }
        if open != nil, source.last == .lineFeed { octets.append(.lineFeed) }
        close()
    }

    private mutating func append(_ line: ArraySlice<UInt8>, _ deletesSpace: Bool) {
        let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
        var content = line.dropFirst(depth)
        // Space-stuffing (§4.4).
        if content.first == .space { content = content.dropFirst() }
        let isSignature = content.elementsEqual("-- ".utf8)
        if let open, open.depth != min(depth, Limits.quoteDepth) || isSignature {
            close()
            octets.append(.lineFeed)
        }
        if open == nil {
            octets += repeatElement(UInt8(ascii: ">"), count: depth)
            if depth > 0, !content.isEmpty { octets.append(.space) }
            open = PlainLine(depth: depth, content: octets.count..<octets.count)
        }
        let flows = content.last == .space && !isSignature
        octets += flows && deletesSpace ? content.dropLast() : content
        if let start = open?.content.lowerBound { open?.content = start..<octets.count }
        if !flows { close() }
    }

    private mutating func close() {
        if let open { lines.show(open, of: octets) }
        open = nil
    }
}
