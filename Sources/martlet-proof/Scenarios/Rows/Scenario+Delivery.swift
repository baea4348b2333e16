extension Scenario {
    /// A message as RETR brings it: the base's, or what the row says instead.
    ///
    /// Nil where no end of it ever comes, or the server refuses it.
    func delivered(_ number: Int, raw: [UInt8]) -> [UInt8]? {
        guard spoils(number), let actions = answers["RETR"] else { return raw }
        var said: [UInt8] = []
        for action in actions {
            switch action {
            case .send(_, let times, _) where times > Scenario.endless: return nil
            case .send(let octets, let times, _):
                for _ in 0..<times { said += octets }
            case .sendMessage(.withoutTerminator): return nil
            case .sendMessage: return raw
            default: break
            }
        }
        return Scenario.content(said)
    }

    /// More repetitions than any limit on a message allows.
    private static let endless = 100_000

    /// All messages that can be had, in the order of their numbers.
    var deliverable: [(number: Int, octets: [UInt8])] {
        messages.enumerated().compactMap { index, message in
            delivered(index + 1, raw: message.raw).map { (index + 1, $0) }
        }
    }

    /// The content of an answer to RETR (RFC 1939 §3); nil without a good status or an end.
    private static func content(_ said: [UInt8]) -> [UInt8]? {
        guard said.starts(with: "+OK".utf8), let first = said.firstIndex(of: 10) else { return nil }
        var content: [UInt8] = []
        var rest = said[(first + 1)...]
        while !rest.isEmpty {
            guard let end = lineEnd(rest) else { return nil }
            var line = rest[..<end]
            rest = rest[end...]
            if line.first == UInt8(ascii: ".") {
                line = line.dropFirst()
                if line.elementsEqual([13, 10]) { return content }
            }
            content += line
        }
        return nil
    }

    /// Only CR LF ends a line: a LF alone is content.
    private static func lineEnd(_ octets: ArraySlice<UInt8>) -> Int? {
        var index = octets.startIndex
        while let feed = octets[index...].firstIndex(of: 10) {
            if feed > octets.startIndex, octets[feed - 1] == 13 { return feed + 1 }
            index = feed + 1
        }
        return nil
    }
}
