/// Octets that arrived and are not yet understood, taken out line by line.
///
/// A line ends at LF; a CR before it is dropped. Servers that send bare LF are so read as well.
public struct LineBuffer: Sendable {
    private var bytes: [UInt8] = []
    private var start = 0
    /// Where the search for LF goes on, so that a line in many pieces is searched once.
    private var searched = 0
    private let lineLimit: Int

    /// `lineLimit`: the longest line that is accepted, in octets without its end.
    public init(lineLimit: Int = 1 << 20) {
        self.lineLimit = lineLimit
    }

    public var count: Int { bytes.count - start }
    public var isEmpty: Bool { count == 0 }
    /// What has arrived and was not taken out yet, for framings other than lines.
    public var unread: ArraySlice<UInt8> { bytes[start...] }

    public mutating func append(_ more: [UInt8]) {
        if start == bytes.count {
            bytes = more
            searched = 0
        } else {
            if start > 65_536 || start > bytes.count / 2 {
                bytes.removeFirst(start)
                searched -= start
            } else {
                bytes.append(contentsOf: more)
                return
            }
            bytes.append(contentsOf: more)
        }
        start = 0
    }

    /// The next whole line without its end; nil when it has not arrived yet.
    public mutating func nextLine() throws(WireFault) -> ArraySlice<UInt8>? {
        let from = max(start, searched)
        guard let end = LineBuffer.firstLineFeed(in: bytes, from: from) else {
            searched = bytes.count
            if count > lineLimit {
                throw WireFault(expected: "a line end within \(lineLimit) octets")
            }
            return nil
        }
        guard end - start <= lineLimit + 1 else {
            throw WireFault(expected: "a line of at most \(lineLimit) octets")
        }
        let hasCarriageReturn = end > start && bytes[end - 1] == 13
        let line = bytes[start..<(hasCarriageReturn ? end - 1 : end)]
        start = end + 1
        searched = start
        return line
    }

    /// Up to `limit` octets as they are, for literals and blocks.
    public mutating func take(upTo limit: Int) -> ArraySlice<UInt8> {
        let end = min(bytes.count, start + max(0, limit))
        let taken = bytes[start..<end]
        start = end
        searched = max(searched, start)
        return taken
    }

    /// Throws everything away.
    public mutating func removeAll() {
        bytes = []
        start = 0
        searched = 0
    }

    private static func firstLineFeed(in bytes: [UInt8], from: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            buffer[from...].firstIndex(of: 10)
        }
    }
}
