extension ParsedMessage {
    /// The decoded octets of a part.
    public func decodedOctets(of part: Part) -> [UInt8] {
        decodedOctets(of: part, limit: .max)
    }

    /// Gives the decoded octets in pieces, so that a large attachment is never copied whole.
    public func forEachDecodedPiece<Failure: Error>(
        of part: Part, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let octets = source(of: part)
        guard part.encoding != .identity else {
            if !part.body.isEmpty { try body(octets[part.body]) }
            return
        }
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

    /// `limit`: how many encoded octets are looked at.
    func decodedOctets(of part: Part, limit: Int) -> [UInt8] {
        let octets = source(of: part)
        let range = part.body.prefix(limit)
        guard part.encoding != .identity else { return Array(octets[range]) }
        var output: [UInt8] = []
        var decoder = TransferDecoder(part.encoding)
        decoder.update(octets[range], into: &output)
        decoder.finish(into: &output)
        return output
    }

    /// The decoded octets without the files in the middle of them.
    func decodedText(of part: Part, limit: Int) -> [UInt8] {
        guard !part.embedded.isEmpty else { return decodedOctets(of: part, limit: limit) }
        let octets = source(of: part)
        var text: [UInt8] = []
        var position = part.body.lowerBound
        let end = part.body.prefix(limit).endIndex
        for file in part.embedded where file.body.lowerBound < end {
            text += octets[position..<file.body.lowerBound]
            position = min(file.body.upperBound, end)
        }
        text += octets[position..<end]
        return text
    }

    private var pieceOctets: Int { 64 << 10 }
}
