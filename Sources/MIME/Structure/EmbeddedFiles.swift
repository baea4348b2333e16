/// Finds files that stand in the middle of a text: uuencode and yEnc, from before there was MIME.
///
/// Each line is looked at once. What looks like a file only at first stays text.
struct EmbeddedFiles {
    struct File {
        /// From the first line of the block to the end of its last.
        let range: Range<Int>
        let encoding: TransferEncoding
        /// What the block calls it; empty when nothing useful stands there.
        let name: ArraySlice<UInt8>
    }

    private let octets: [UInt8]
    private let lineEnd: UInt8
    private let end: Int

    /// At most `limit` files between the ends of `range`, in the order they stand.
    static func find(
        _ octets: [UInt8], in range: Range<Int>, lineEnd: UInt8, limit: Int
    ) -> [File] {
        let finder = EmbeddedFiles(octets: octets, lineEnd: lineEnd, end: range.upperBound)
        var found: [File] = []
        for (marker, encoding) in [(uuMarker, TransferEncoding.uuencode), (yMarker, .yenc)] {
            var position = range.lowerBound
            while found.count < limit,
                let match = octets.firstRange(of: marker, in: position..<range.upperBound)
            {
                position = match.upperBound
                guard
                    match.lowerBound == range.lowerBound || octets[match.lowerBound - 1] == lineEnd
                else { continue }
                guard let file = finder.file(encoding, at: match.lowerBound) else { continue }
                found.append(file)
                position = file.range.upperBound
            }
        }
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
        return zip(found, [nil] + found.map(Optional.some)).filter { file, previous in
            previous.map { $0.range.upperBound <= file.range.lowerBound } ?? true
        }.map(\.0)
    }

    private func file(_ encoding: TransferEncoding, at start: Int) -> File? {
        encoding == .yenc ? yFile(at: start) : uuFile(at: start)
    }

    // MARK: - uuencode

    /// "begin", an octal mode, perhaps a name; lines of data; "end", which a cut text lacks.
    private func uuFile(at start: Int) -> File? {
        var position = afterLine(start)
        let words = octets[start..<position].dropFirst(EmbeddedFiles.uuMarker.count)
        let mode = words.prefix { (0x30...0x37).contains($0) }
        let rest = words.dropFirst(mode.count)
        guard (3...4).contains(mode.count), rest.first?.isHeaderSpace ?? true else { return nil }
        var dataLines = 0
        var mayEnd = false
        while position < end {
            let next = afterLine(position)
            let line = content(position..<next)
            if line.elementsEqual("end".utf8), dataLines > 0 || mayEnd {
                return File(range: start..<next, encoding: .uuencode, name: rest.trimmed)
            }
            if line.isEmpty || line.elementsEqual("`".utf8) {
                // The line of no octets before "end"; its blank is lost on the way.
                guard !mayEnd else { break }
                mayEnd = true
            } else {
                guard !mayEnd, EmbeddedFiles.isData(line) else { break }
                dataLines += 1
            }
            position = next
        }
        guard dataLines >= EmbeddedFiles.convincingLines else { return nil }
        return File(range: start..<position, encoding: .uuencode, name: rest.trimmed)
    }

    /// Whether the count at the beginning and the letters fit; blanks at the end may be lost.
    private static func isData(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        let octets = Int((first &- 0x20) & 0x3F)
        let letters = (octets + 2) / 3 * 4
        return octets > 0 && line.count - 1 <= letters + 2
            && line.allSatisfy { (0x20...0x60).contains($0) }
    }

    // MARK: - yEnc

    private func yFile(at start: Int) -> File? {
        let body = afterLine(start)
        let line = content(start..<body)
        guard
            let name = octets.firstRange(
                of: EmbeddedFiles.yName, in: line.startIndex..<line.endIndex)
        else { return nil }
        var stop = end
        var position = body
        while let match = octets.firstRange(of: EmbeddedFiles.yEnd, in: position..<end) {
            position = match.upperBound
            if octets[match.lowerBound - 1] == lineEnd {
                stop = afterLine(position)
                break
            }
        }
        return File(
            range: start..<stop, encoding: .yenc,
            name: octets[name.upperBound..<line.endIndex].trimmed)
    }

    // MARK: - Lines

    private func afterLine(_ index: Int) -> Int {
        octets.afterLine(index, in: index..<end, lineEnd: lineEnd)
    }

    private func content(_ line: Range<Int>) -> ArraySlice<UInt8> {
        Delimiters.withoutTrailingBlanks(octets[line])
    }

    private static let uuMarker = Array("begin ".utf8)
    private static let yMarker = Array("=ybegin ".utf8)
    private static let yName = Array(" name=".utf8)
    private static let yEnd = Array("=yend".utf8)
    /// So many lines of data are no accident, even without an end.
    private static let convincingLines = 3
}
