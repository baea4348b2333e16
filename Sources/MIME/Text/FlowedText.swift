/// Joins the lines of `format=flowed` text into paragraphs (RFC 3676).
///
/// Quote marks come out as ">" once a depth and a blank; the signature's "-- " never joins.
enum FlowedText {
    static func unwrapped(_ text: String, deletesSpace: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        // Quote depth of the paragraph that goes on in the next line.
        var openDepth: Int?
        let lines = Array(text.utf8).split(separator: .lineFeed, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
            var content = line.dropFirst(depth)
            // Space-stuffing (§4.4).
            if content.first == .space { content = content.dropFirst() }
            let isSignature = content.elementsEqual("-- ".utf8)
            if openDepth != depth || isSignature {
                if openDepth != nil { output.append(.lineFeed) }
                output += repeatElement(UInt8(ascii: ">"), count: depth)
                if depth > 0, !content.isEmpty { output.append(.space) }
            }
            let flows = content.last == .space && !isSignature
            output += flows && deletesSpace ? content.dropLast() : content
            openDepth = flows ? depth : nil
            if !flows, index < lines.count - 1 { output.append(.lineFeed) }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
