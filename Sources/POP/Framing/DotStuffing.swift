/// Takes the dots out of a multi-line block as it streams by, and finds its end (RFC 1939 §3).
///
/// A line of the block begins after CR LF, and after a bare LF only where the server ended the
/// block's status line with one too. Otherwise a mail that holds LF "." LF, which a correct server
/// does not stuff, would end early, and its rest would be read as answers of the server.
struct DotStuffing {
    /// What became of some octets.
    struct Piece: Equatable {
        /// Content, line ends as they were sent.
        var content: ArraySlice<UInt8>
        /// How many octets were used up; those left must come again with more behind them.
        var used: Int
        /// The line with only a dot was found and used up.
        var isEnd: Bool
    }

    private let bareLineFeedEndsLine: Bool
    private var isAtLineStart = true
    private var lastWasCarriageReturn = false

    init(bareLineFeedEndsLine: Bool = false) {
        self.bareLineFeedEndsLine = bareLineFeedEndsLine
    }

    mutating func decode(_ input: ArraySlice<UInt8>) -> Piece {
        guard !input.isEmpty else { return Piece(content: input, used: 0, isEnd: false) }
        let start = input.startIndex
        var content = Gathering(input)
        var index = start
        while true {
            if isAtLineStart, input[index] == DotStuffing.dot {
                switch DotLine(input[index...]) {
                case .end(let length):
                    return Piece(
                        content: content.upTo(index), used: index - start + length, isEnd: true)
                case .undecided:
                    return Piece(content: content.upTo(index), used: index - start, isEnd: false)
                case .stuffed:
                    content.drop(at: index)
                    index += 1
                }
            }
            guard let next = nextLineWithDot(in: input, from: index) else { break }
            isAtLineStart = true
            index = next
        }
        rememberEnd(of: input)
        return Piece(content: content.upTo(input.endIndex), used: input.count, isEnd: false)
    }

    /// Where the next line that starts with a dot begins.
    private func nextLineWithDot(in input: ArraySlice<UInt8>, from start: Int) -> Int? {
        var from = start
        while let lineFeed = DotStuffing.lineFeedBeforeDot(in: input, from: from) {
            if endsLine(at: lineFeed, of: input) { return lineFeed + 1 }
            from = lineFeed + 1
        }
        return nil
    }

    private func endsLine(at lineFeed: Int, of input: ArraySlice<UInt8>) -> Bool {
        guard !bareLineFeedEndsLine else { return true }
        return lineFeed > input.startIndex
            ? input[lineFeed - 1] == DotStuffing.carriageReturn : lastWasCarriageReturn
    }

    private mutating func rememberEnd(of input: ArraySlice<UInt8>) {
        guard let last = input.last else { return }
        isAtLineStart =
            last == DotStuffing.lineFeed && endsLine(at: input.endIndex - 1, of: input)
        lastWasCarriageReturn = last == DotStuffing.carriageReturn
    }

    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let lineFeed: UInt8 = 10
    fileprivate static let carriageReturn: UInt8 = 13
}

/// Content without the dropped dots: a slice of the input as long as none was dropped.
private struct Gathering {
    private let input: ArraySlice<UInt8>
    private var joined: [UInt8] = []
    private var copied: Int

    init(_ input: ArraySlice<UInt8>) {
        self.input = input
        copied = input.startIndex
    }

    mutating func drop(at index: Int) {
        joined.append(contentsOf: input[copied..<index])
        copied = index + 1
    }

    func upTo(_ end: Int) -> ArraySlice<UInt8> {
        joined.isEmpty ? input[copied..<end] : (joined + input[copied..<end])[...]
    }
}

/// What a line that starts with a dot is.
private enum DotLine {
    /// The end of the block; the octets of the line.
    case end(Int)
    /// Content with a dot put before it.
    case stuffed
    /// Not known before more has arrived.
    case undecided

    init(_ line: ArraySlice<UInt8>) {
        let afterDot = line.dropFirst()
        switch afterDot.first {
        case nil: self = .undecided
        case DotStuffing.lineFeed: self = .end(2)
        case DotStuffing.carriageReturn:
            switch afterDot.dropFirst().first {
            case nil: self = .undecided
            case DotStuffing.lineFeed: self = .end(3)
            default: self = .stuffed
            }
        default: self = .stuffed
        }
    }
}

extension DotStuffing {
    /// The first LF with a dot behind it.
    ///
    /// Eight octets at a time: a byte loop over every message was the slowest part of a download.
    static func lineFeedBeforeDot(in input: ArraySlice<UInt8>, from start: Int) -> Int? {
        let offset = input.startIndex
        let found = input.withUnsafeBytes { octets -> Int? in
            var index = start - offset
            while index + 9 <= octets.count {
                let here = octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let next = octets.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
                let difference = (here ^ every(lineFeed)) | (next ^ every(dot))
                if hasZeroOctet(difference) { break }
                index += 8
            }
            while index + 1 < octets.count {
                if octets[index] == lineFeed, octets[index + 1] == dot { return index }
                index += 1
            }
            return nil
        }
        return found.map { $0 + offset }
    }

    private static func every(_ octet: UInt8) -> UInt64 {
        UInt64(octet) &* 0x0101_0101_0101_0101
    }

    private static func hasZeroOctet(_ word: UInt64) -> Bool {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
    }
}
