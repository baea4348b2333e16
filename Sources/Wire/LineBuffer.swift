/// Octets that arrived and are not yet understood, taken out line by line.
///
/// A line ends at LF; a CR before it is dropped. Servers that send bare LF are so read as well.
public struct LineBuffer: Sendable {
    private var bytes: [UInt8] = []
    private var start = 0
    /// Where the search for LF goes on, so that a line in many pieces is searched once; never
    /// before `start`.
    private var searched = 0
    private let lineLimit: Int

    /// `lineLimit`: the longest line that is accepted, in octets without its end.
    public init(lineLimit: Int = LineBuffer.standardLineLimit) {
        self.lineLimit = lineLimit
    }

    /// What a protocol that names no limit of its own gets: 1 MiB.
    public static let standardLineLimit = Limits.lineOctets

    public var count: Int { bytes.count - start }
    public var isEmpty: Bool { count == 0 }
    /// What has arrived and was not taken out yet, for framings other than lines.
    public var unread: ArraySlice<UInt8> { bytes[start...] }

    /// Takes octets in the order they came.
    ///
    /// Let go of lines and blocks taken out before: while one is held, the buffer is copied.
    public mutating func append(_ more: [UInt8]) {
        if isEmpty {
            removeAll()
            bytes = more
            return
        }
        // Moved only where more was taken out than is left, so that moving costs no more than
        // having taken, however large the rest is.
        if start > bytes.count / 2 {
            bytes.removeFirst(start)
            searched -= start
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// The next whole line without its end; nil when it has not arrived yet.
    ///
    /// Throws when the line is longer than the limit, as soon as that is certain.
    public mutating func nextLine() throws(WireFault) -> ArraySlice<UInt8>? {
        let lineFeed = LineBuffer.firstLineFeed(in: bytes, from: searched)
        let end = lineFeed ?? bytes.count
        let hasCarriageReturn = end > start && bytes[end - 1] == 13
        let line = bytes[start..<(hasCarriageReturn ? end - 1 : end)]
        guard line.count <= lineLimit else {
            throw WireFault(expected: "a line of at most \(lineLimit) octets")
        }
        searched = end
        guard let lineFeed else { return nil }
        start = lineFeed + 1
        searched = start
        return line
    }

    /// Up to `limit` octets as they are, for literals and blocks.
    public mutating func take(upTo limit: Int) -> ArraySlice<UInt8> {
        let end = start + min(count, max(0, limit))
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
