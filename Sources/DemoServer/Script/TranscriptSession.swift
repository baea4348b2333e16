import Wire

/// Plays the server of a transcript to the letter.
///
/// Tags are the client's own: the first word of a `C:` line stands for whatever word the client
/// sends there, and `S:` lines that begin with it are answered with the client's.
public struct TranscriptSession: ServerSession {
    /// How lines of the client are compared.
    public enum Style: Sendable {
        /// IMAP: the first word of a command is a tag.
        case tagged
        /// POP: every octet counts.
        case untagged
    }

    private let lines: [Transcript.Line]
    private let style: Style
    private var place = 0
    private var buffer = LineBuffer(lineLimit: Limits.line)
    private var tags: [[UInt8]: [UInt8]] = [:]
    private var hasEnded = false

    public init(_ transcript: Transcript, style: Style) {
        lines = transcript.lines.filter { line in
            if case .expectation = line { false } else { true }
        }
        self.style = style
    }

    public mutating func receive(_ bytes: [UInt8]) {
        buffer.append(bytes)
    }

    /// Closes after the last line; throws when the client says something else than it should.
    public mutating func next() throws(WireFault) -> Step<Never> {
        while place < lines.count, !hasEnded {
            switch lines[place] {
            case .server, .expectation: return .send(takeServerLines())
            case .client(let expected):
                guard let line = try buffer.nextLine() else { return .needsBytes }
                try compare(line, with: expected)
                place += 1
            }
        }
        return .close
    }

    public mutating func tlsStarted() {
        buffer.removeAll()
    }

    public mutating func receiveEnd() {
        hasEnded = true
    }

    public mutating func worldChanged() {}

    private mutating func takeServerLines() -> [UInt8] {
        var octets: [UInt8] = []
        while place < lines.count, case .server(let line) = lines[place] {
            let (word, rest) = TranscriptSession.split(line[...])
            octets += (tags[Array(word)] ?? Array(word)) + rest + [13, 10]
            place += 1
        }
        return octets
    }

    private mutating func compare(
        _ line: ArraySlice<UInt8>, with expected: [UInt8]
    ) throws(WireFault) {
        let (tag, rest) = TranscriptSession.split(line)
        let (written, expectedRest) = TranscriptSession.split(expected[...])
        if style == .tagged, !expectedRest.isEmpty, rest.elementsEqual(expectedRest) {
            tags[Array(written)] = Array(tag)
        } else if !line.elementsEqual(expected) {
            throw WireFault(
                expected: String(decoding: expected, as: UTF8.self), found: line)
        }
    }

    /// The first word, and the rest with the space before it.
    private static func split(
        _ line: ArraySlice<UInt8>
    ) -> (word: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
        let space = line.firstIndex(of: 32) ?? line.endIndex
        return (line[..<space], line[space...])
    }
}
