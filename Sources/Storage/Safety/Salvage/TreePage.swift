/// One page of a table's tree (sqlite.org/fileformat2.html §1.6).
struct TreePage {
    enum Kind: UInt8 {
        case interior = 5
        case leaf = 13
    }

    let kind: Kind
    private let octets: [UInt8]
    private let usable: Int
    private let pointers: Int
    private let cellCount: Int

    /// Nil for a page that is none of a table's.
    init?(_ octets: [UInt8], number: Int, usable: Int) {
        // The first page begins with the file's header.
        let start = number == 1 ? StoreHeader.length : 0
        guard octets.count >= usable, let kind = Kind(rawValue: octets[start]) else { return nil }
        self.octets = octets
        self.usable = usable
        self.kind = kind
        pointers = start + (kind == .leaf ? 8 : 12)
        cellCount = min(octets.short(at: start + 3), (usable - pointers) / 2)
        rightmost = kind == .interior ? Int(octets.long(at: start + 8)) : 0
    }

    private let rightmost: Int

    /// The pages below an interior page.
    var children: [Int] {
        guard kind == .interior else { return [] }
        return cells.map { Int(octets.long(at: $0)) } + [rightmost]
    }

    /// A row as it lies in a leaf; long ones go on in pages of their own.
    struct Cell {
        var rowID: Int64
        /// Octets of the record.
        var length: Int
        var beginning: ArraySlice<UInt8>
        /// The first page of the rest; 0: there is none.
        var overflow: Int
    }

    /// The rows of a leaf that can be read; nil stands for one that cannot.
    var rows: [Cell?] {
        guard kind == .leaf else { return [] }
        return cells.map(cell)
    }

    private var cells: [Int] {
        (0..<cellCount).map { octets.short(at: pointers + 2 * $0) }
    }

    private func cell(at offset: Int) -> Cell? {
        guard offset >= pointers + 2 * cellCount, offset < usable else { return nil }
        var reader = VarintReader(octets, from: offset)
        guard let length = reader.next(), let rowID = reader.next(), length >= 0,
            length <= Limits.salvagedRow
        else { return nil }
        let start = reader.position
        let local = localLength(of: Int(length))
        guard start + local <= usable else { return nil }
        let isLong = local < Int(length)
        if isLong, start + local + 4 > usable { return nil }
        return Cell(
            rowID: rowID, length: Int(length), beginning: octets[start..<start + local],
            overflow: isLong ? Int(octets.long(at: start + local)) : 0)
    }

    /// How much of a record lies in the leaf itself.
    private func localLength(of length: Int) -> Int {
        let most = usable - 35
        guard length > most else { return length }
        let least = (usable - 12) * 32 / 255 - 23
        let fitting = least + (length - least) % (usable - 4)
        return fitting <= most ? fitting : least
    }
}

/// Numbers of one to nine octets, seven bits each (§1.6).
struct VarintReader {
    private let octets: [UInt8]
    private(set) var position: Int

    init(_ octets: [UInt8], from position: Int = 0) {
        self.octets = octets
        self.position = position
    }

    /// Nil at the end of the octets.
    mutating func next() -> Int64? {
        var value: UInt64 = 0
        for index in 0..<9 {
            guard position < octets.count else { return nil }
            let octet = octets[position]
            position += 1
            if index == 8 { return Int64(bitPattern: value << 8 | UInt64(octet)) }
            value = value << 7 | UInt64(octet & 0x7F)
            if octet & 0x80 == 0 { break }
        }
        return Int64(bitPattern: value)
    }
}
