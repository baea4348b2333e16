extension ParsedMessage {
    /// The decoded octets of a part.
    public func decodedOctets(of part: Part) -> [UInt8] {
        decodedOctets(of: part, limit: .max)
    }

    /// Gives the decoded octets in pieces, so that a large attachment is never whole in memory.
    public func forEachDecodedPiece<Failure: Error>(
        of part: Part, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var decoder = TransferDecoder(part.encoding)
        var piece: [UInt8] = []
        var index = part.body.lowerBound
        while index < part.body.upperBound {
            let end = min(index + pieceOctets, part.body.upperBound)
            decoder.update(octets[index..<end], into: &piece)
            if !piece.isEmpty { try body(piece[...]) }
            piece.removeAll(keepingCapacity: true)
            index = end
        }
        decoder.finish(into: &piece)
        if !piece.isEmpty { try body(piece[...]) }
    }

    /// Octets of a part after decoding.
    public func decodedSize(of part: Part) -> Int {
        var size = 0
        forEachDecodedPiece(of: part) { size += $0.count }
        return size
    }

    /// SHA-256 of the decoded octets.
    public func decodedDigest(of part: Part) -> SHA256Digest {
        var hash = SHA256()
        forEachDecodedPiece(of: part) { hash.update($0) }
        return hash.finish()
    }

    /// The text of a part in Unicode with LF line ends; flowed text comes unwrapped.
    public func text(of part: Part) -> String {
        text(of: part, limit: .max)
    }

    /// `limit`: how many encoded octets are looked at.
    func text(of part: Part, limit: Int) -> String {
        let octets = decodedOctets(of: part, limit: limit)
        let charset = part.charset ?? part.sniffedCharset(of: octets)
        let text = charset.decode(octets[...])
        let lines = LineEnds.normalised(text)
        guard part.contentType.mediaType == "text/plain", part.isFlowed else { return lines }
        return FlowedText.unwrapped(lines, deletesSpace: part.deletesSpace)
    }

    private func decodedOctets(of part: Part, limit: Int) -> [UInt8] {
        let range = part.body.prefix(limit)
        guard part.encoding != .identity else { return Array(octets[range]) }
        var output: [UInt8] = []
        var decoder = TransferDecoder(part.encoding)
        decoder.update(octets[range], into: &output)
        decoder.finish(into: &output)
        return output
    }

    private var pieceOctets: Int { 64 << 10 }
}

extension Part {
    /// Nil where none is declared or its name is unknown.
    var charset: Charset? { declaredCharset.flatMap(Charset.init(named:)) }

    /// RFC 3676 §4.1.
    var isFlowed: Bool { contentType.parameters["format"]?.lowercased() == "flowed" }

    var deletesSpace: Bool { contentType.parameters["delsp"]?.lowercased() == "yes" }

    /// For a part that declares nothing useful: what an HTML page says itself, else a guess.
    func sniffedCharset(of octets: [UInt8]) -> Charset {
        if isHTML, let declared = HTMLCharset.declared(in: octets.prefix(1_024)) {
            return declared
        }
        return .detected(in: octets[...])
    }
}

enum LineEnds {
    /// The text with LF for CR LF and lone CR, as readers and scripts expect it.
    static func normalised(_ text: String) -> String {
        var text = text
        return text.withUTF8 { octets in
            var output: [UInt8] = []
            output.reserveCapacity(octets.count)
            var rest = octets[...]
            while let end = rest.firstIndex(of: .carriageReturn) {
                output.append(contentsOf: rest[..<end])
                output.append(.lineFeed)
                rest = rest[(end + 1)...]
                if rest.first == .lineFeed { rest = rest.dropFirst() }
            }
            output.append(contentsOf: rest)
            return String(decoding: output, as: UTF8.self)
        }
    }
}
