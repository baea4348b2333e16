/// The first hundred octets of a SQLite file (sqlite.org/fileformat2.html §1.3).
enum StoreHeader {
    static let length = 100
    static let magic = Array("SQLite format 3\0".utf8)
    static let version = 60
    static let application = 68
    static let freeList = 32
    /// What SQLite chooses where nobody does.
    static let usualPageSize = 4_096
    static let smallestUsable = 480

    /// What the header says of pages; nil when that cannot be.
    static func pageSize(in header: [UInt8]) -> Int? {
        let declared = header.short(at: 16)
        return validPageSize(declared == 1 ? 65_536 : declared)
    }

    static func validPageSize(_ size: Int) -> Int? {
        (512...65_536).contains(size) && size & (size - 1) == 0 ? size : nil
    }

    static func number(in header: [UInt8], at offset: Int) -> Int32 {
        Int32(bitPattern: header.long(at: offset))
    }
}
