import Glibc

/// A database file as pages, with what its write-ahead log has newer.
///
/// Read without SQLite: the file is never written, and no page is beyond reach because another one
/// that led to it is damaged (sqlite.org/fileformat2.html).
final class PageFile {
    /// Octets of a page that hold content.
    let usable: Int
    /// Pages of file and log together.
    let count: Int
    private let pageSize: Int
    private let descriptor: Int32
    private let log: PageLog?
    private let pagesInFile: Int

    /// Whether the file begins as a database does, so that its header may be believed.
    let hasHeader: Bool

    init(_ path: String) throws(StoreFault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemError.last) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notOurs(path: path)
        }
        log = PageLog(path + "-wal")
        let header = PageFile.read(descriptor, at: 0, octets: 100)
        hasHeader = header?.starts(with: StoreHeader.magic) ?? false
        let declared = hasHeader ? StoreHeader.pageSize(in: header ?? []) : nil
        let pageSize = log?.pageSize ?? declared ?? StoreHeader.usualPageSize
        let reserved = hasHeader ? Int(header?[20] ?? 0) : 0
        self.pageSize = pageSize
        usable = max(pageSize - reserved, StoreHeader.smallestUsable)
        pagesInFile = Int(status.st_size) / pageSize + (Int(status.st_size) % pageSize > 0 ? 1 : 0)
        // A log cannot make the file longer than by what it holds.
        count = max(
            pagesInFile, min(log?.highestPage ?? 0, pagesInFile + (log?.pageCount ?? 0)))
    }

    deinit {
        close(descriptor)
    }

    /// A page, counted from 1; nil where there is none, or the disk does not give it.
    func page(_ number: Int) -> [UInt8]? {
        guard number >= 1, number <= count else { return nil }
        if let logged = log?.page(number) { return logged }
        guard number <= pagesInFile else { return nil }
        let start = (number - 1) * pageSize
        guard var octets = PageFile.read(descriptor, at: start, octets: pageSize) else {
            return nil
        }
        // The last page of a file that was cut short.
        if octets.count < pageSize {
            octets += [UInt8](repeating: 0, count: pageSize - octets.count)
        }
        return octets
    }

    /// Up to so many octets; nil when the disk fails.
    static func read(_ descriptor: Int32, at offset: Int, octets count: Int) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let step = octets.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
                    off_t(offset + filled))
            }
            if step < 0, errno == EINTR { continue }
            guard step >= 0 else { return nil }
            if step == 0 { break }
            filled += step
        }
        octets.removeLast(count - filled)
        return octets
    }
}

extension [UInt8] {
    /// A number of two octets, the higher first; 0 beyond the end.
    func short(at offset: Int) -> Int {
        guard offset >= 0, offset + 2 <= count else { return 0 }
        return Int(self[offset]) << 8 | Int(self[offset + 1])
    }

    /// A number of four octets, the highest first; 0 beyond the end.
    func long(at offset: Int) -> UInt32 {
        guard offset >= 0, offset + 4 <= count else { return 0 }
        return self[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
