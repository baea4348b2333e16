/// Octets that are read from any place on and never held all at once, such as those of a file.
public protocol OctetSource {
    associatedtype Failure: Error

    var count: Int { get }

    /// The octets from a place on, as many as are at hand: at least one, none only at the end.
    mutating func octets(from position: Int) throws(Failure) -> ArraySlice<UInt8>
}

extension OctetSource {
    /// Up to `limit` octets from a place on; fewer only at the end.
    mutating func octets(from position: Int, limit: Int) throws(Failure) -> [UInt8] {
        var found: [UInt8] = []
        while found.count < limit {
            let slice = try octets(from: position + found.count)
            if slice.isEmpty { break }
            found += slice.prefix(limit - found.count)
        }
        return found
    }

    /// The line that begins at a place, cut at `limit` octets, and where the next one begins.
    mutating func line(
        at position: Int, limit: Int
    ) throws(Failure) -> (octets: [UInt8], next: Int) {
        let next = try afterLine(position)
        let octets = try octets(from: position, limit: min(limit, next - position))
        return (octets, next)
    }

    /// Where the line after the one at `position` begins; the end where it is the last one.
    mutating func afterLine(_ position: Int) throws(Failure) -> Int {
        var position = position
        while true {
            let slice = try octets(from: position)
            if slice.isEmpty { return position }
            if let found = slice.firstIndex(of: .lineFeed) {
                return position + found - slice.startIndex + 1
            }
            position += slice.count
        }
    }

    /// The next line from a line's beginning on that starts with `F` or `>`; nil where none is.
    mutating func lineThatMaySeparate(from start: Int) throws(Failure) -> Int? {
        var position = start
        var isLineStart = true
        while true {
            let slice = try octets(from: position)
            guard let last = slice.last else { return nil }
            if let offset = slice.offsetThatMaySeparate(isLineStart: isLineStart) {
                return position + offset
            }
            isLineStart = last == .lineFeed
            position += slice.count
        }
    }
}

extension ArraySlice<UInt8> {
    /// The offset of the first line that starts with `F` or `>`.
    fileprivate func offsetThatMaySeparate(isLineStart: Bool) -> Int? {
        withUnsafeBytes { octets in
            var index = 0
            if !isLineStart { index = octets.afterLineFeed(from: 0) ?? octets.count }
            while index < octets.count {
                if octets[index] == UInt8(ascii: "F") || octets[index] == UInt8(ascii: ">") {
                    return index
                }
                guard let next = octets.afterLineFeed(from: index) else { return nil }
                index = next
            }
            return nil
        }
    }
}
