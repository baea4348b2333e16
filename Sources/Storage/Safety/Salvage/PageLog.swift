import Glibc

/// The committed pages of a write-ahead log (sqlite.org/fileformat2.html §4).
///
/// Frames count up to the last commit before the first one whose checksum is wrong, as SQLite
/// itself takes them.
final class PageLog {
    let pageSize: Int
    private let descriptor: Int32
    /// Where the newest content of a page lies in the log.
    private var places: [Int: Int] = [:]

    /// How far the file may reach with it.
    var highestPage: Int { places.keys.max() ?? 0 }
    /// Different pages in the log.
    var pageCount: Int { places.count }

    private static let headerLength = 32
    private static let frameHeaderLength = 24

    /// Nil where there is no log, or none that can be read.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard let header = PageFile.read(descriptor, at: 0, octets: PageLog.headerLength),
            header.count == PageLog.headerLength,
            let size = StoreHeader.validPageSize(Int(header.long(at: 8))),
            var sum = Checksum(magic: header.long(at: 0))
        else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        pageSize = size
        sum.add(header[..<24])
        guard sum.matches(header, at: 24) else { return }
        readFrames(salt: Array(header[16..<24]), &sum)
    }

    deinit {
        close(descriptor)
    }

    func page(_ number: Int) -> [UInt8]? {
        guard let place = places[number],
            let octets = PageFile.read(descriptor, at: place, octets: pageSize),
            octets.count == pageSize
        else { return nil }
        return octets
    }

    private func readFrames(salt: [UInt8], _ sum: inout Checksum) {
        var offset = PageLog.headerLength
        var uncommitted: [Int: Int] = [:]
        let length = PageLog.frameHeaderLength + pageSize
        while let frame = PageFile.read(descriptor, at: offset, octets: length),
            frame.count == length, frame[8..<16].elementsEqual(salt)
        {
            sum.add(frame[..<8])
            sum.add(frame[PageLog.frameHeaderLength...])
            guard sum.matches(frame, at: 16) else { return }
            let number = Int(frame.long(at: 0))
            uncommitted[number] = offset + PageLog.frameHeaderLength
            // The size of the database after a commit stands in the commit's last frame.
            if frame.long(at: 4) > 0 {
                places.merge(uncommitted) { _, newer in newer }
                uncommitted.removeAll(keepingCapacity: true)
            }
            offset += length
        }
    }

    /// The running checksum of §4.2.
    private struct Checksum {
        private let isBigEndian: Bool
        private var first: UInt32 = 0
        private var second: UInt32 = 0

        init?(magic: UInt32) {
            guard magic == 0x377F_0682 || magic == 0x377F_0683 else { return nil }
            isBigEndian = magic == 0x377F_0683
        }

        mutating func add(_ octets: ArraySlice<UInt8>) {
            octets.withUnsafeBytes { buffer in
                for offset in stride(from: 0, to: buffer.count - 7, by: 8) {
                    first &+= word(buffer, offset) &+ second
                    second &+= word(buffer, offset + 4) &+ first
                }
            }
        }

        func matches(_ octets: [UInt8], at offset: Int) -> Bool {
            octets.long(at: offset) == first && octets.long(at: offset + 4) == second
        }

        private func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
            let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
        }
    }
}
