extension ParsedMessage {
    /// The text of a part in Unicode with LF line ends; flowed text comes unwrapped.
    public func text(of part: Part) -> String {
        text(of: part, limit: .max)
    }

    /// `limit`: how many encoded octets are looked at.
    func text(of part: Part, limit: Int) -> String {
        let lines = decodedText(of: part, limit: limit).text
        return PlainTextForm(of: part).flat(lines)
    }

    /// The lines of a text part as they stand in it, and the charset that made sense of them.
    func decodedText(
        of part: Part, _ wish: ReadingWish = ReadingWish(), limit: Int = .max
    ) -> (text: String, charset: Charset) {
        let octets = decodedText(of: part, limit: limit)
        let charset = charset(of: part, octets, wish)
        let text = charset.decode(octets[...])
        let lines = LineEnds.normalised(
            text, lineLimit: part.isHTML ? .max : Limits.textLineOctets)
        return (lines, charset)
    }

    private func charset(of part: Part, _ octets: [UInt8], _ wish: ReadingWish) -> Charset {
        if let chosen = wish.charset.flatMap(Charset.init(named:)) { return chosen }
        var declared = part.charset
        if declared == nil, part.isHTML {
            declared = HTMLCharset.declared(in: octets.prefix(1_024))
        }
        let likely = wish.likelyCharset.flatMap(Charset.init(named:))
        return Charset.fitting(octets[...], declared: declared, likely: likely)
    }
}

extension Part {
    /// Nil where none is declared or its name is unknown.
    var charset: Charset? { declaredCharset.flatMap(Charset.init(named:)) }
}
