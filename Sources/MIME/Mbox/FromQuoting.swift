/// Quotes lines that would separate messages, or takes that back, in pieces of any size.
///
/// The form called mboxrd: a line of any number of `>` and `From ` gets one `>` more, and loses
/// one when it is read. So nothing is lost, however often it is done. A line is what follows an LF;
/// all other octets are passed on as they are. Nothing is held back but a few octets.
public struct FromQuoting: Sendable {
    public enum Direction: Sendable {
        case quoting, unquoting
    }

    private enum State {
        case inLine
        /// Only `>` so far, or nothing.
        case lineStart
        /// So many octets of `From ` were seen behind them, and are not passed on yet.
        case matching(Int)
    }

    private let direction: Direction
    private var state = State.lineStart
    /// A `>` of this line that is kept back until it is known whether it is one too many.
    private var isHeld = false

    public init(_ direction: Direction) {
        self.direction = direction
    }

    /// Passes on the octets, quoted or unquoted, in one or more pieces.
    public mutating func pass<Failure: Error>(
        _ piece: ArraySlice<UInt8>, to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = piece
        while !rest.isEmpty {
            switch state {
            case .inLine: try passLine(&rest, sink)
            case .lineStart: try passStart(&rest, sink)
            case .matching(let count): try match(count, &rest, sink)
            }
        }
    }

    /// Passes on what was kept back; the message is at its end.
    public mutating func finish<Failure: Error>(
        to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        if isHeld { try sink([.arrow]) }
        if case .matching(let count) = state { try release(count, sink) }
        self = FromQuoting(direction)
    }

    private mutating func passLine<Failure: Error>(
        _ rest: inout ArraySlice<UInt8>, _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let length = rest.lengthToMarkedLine
        try sink(rest.prefix(length))
        if rest[rest.startIndex + length - 1] == .lineFeed { state = .lineStart }
        rest = rest.dropFirst(length)
    }

    private mutating func passStart<Failure: Error>(
        _ rest: inout ArraySlice<UInt8>, _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let arrows = rest.prefix { $0 == .arrow }
        rest = rest.dropFirst(arrows.count)
        if direction == .unquoting, !isHeld, let first = arrows.indices.first {
            // All arrows are equal, so that it does not matter which one waits.
            isHeld = true
            try sink(arrows[(first + 1)...])
        } else if !arrows.isEmpty {
            try sink(arrows)
        }
        if !rest.isEmpty { state = .matching(0) }
    }

    private mutating func match<Failure: Error>(
        _ count: Int, _ rest: inout ArraySlice<UInt8>,
        _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var count = count
        while let octet = rest.first, count < FromLine.start.count,
            octet == FromLine.start[count]
        {
            rest.removeFirst()
            count += 1
        }
        state = .matching(count)
        let isMatch = count == FromLine.start.count
        guard isMatch || !rest.isEmpty else { return }
        if isMatch, direction == .quoting { try sink([.arrow]) }
        if !isMatch, isHeld { try sink([.arrow]) }
        isHeld = false
        try release(count, sink)
        state = .inLine
    }

    private func release<Failure: Error>(
        _ count: Int, _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        if count > 0 { try sink(FromLine.start[..<count]) }
    }
}

extension UInt8 {
    fileprivate static let arrow = UInt8(ascii: ">")
}

extension ArraySlice<UInt8> {
    /// The octets up to the next line that begins with `F` or `>`, or all.
    ///
    /// Only such lines are of interest; whole paragraphs are passed on at once.
    fileprivate var lengthToMarkedLine: Int {
        withUnsafeBytes { octets in
            var index = 0
            while let next = octets.afterLineFeed(from: index) {
                guard next < octets.count else { return next }
                if octets[next] == .arrow || octets[next] == UInt8(ascii: "F") { return next }
                index = next
            }
            return octets.count
        }
    }
}
