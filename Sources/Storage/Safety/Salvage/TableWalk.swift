/// Finds the rows of a damaged file: first along the trees, then wherever a tree is broken.
final class TableWalk {
    let file: PageFile
    let shapes: [TableShape]
    /// What leads to the tables, as far as it can be read.
    private var roots: [String: Int] = [:]
    private(set) var sequences: [(table: String, last: Int64)] = []
    /// Pages whose rows were taken, or that are known to hold none.
    private var visited: PageSet
    private var broken: Set<String> = []
    /// Pages that could not be read as what they must be.
    private(set) var badPages: Set<Int> = []

    init(_ file: PageFile, _ shapes: [TableShape]) {
        self.file = file
        self.shapes = shapes
        visited = PageSet(file.count)
    }

    /// One row that was found.
    struct Found {
        var shape: TableShape
        var rowID: Int64
        var record: StoredRecord
    }

    /// - Parameter take: gets every row; a row that was there before in another page comes later.
    func run(
        _ step: (Int, Int) -> Void, _ take: (Found) throws -> Void
    ) rethrows {
        readSchema()
        for shape in shapes {
            guard let root = roots[shape.name] else {
                broken.insert(shape.name)
                continue
            }
            try walk(root, shape, take)
        }
        guard !broken.isEmpty else { return }
        markFreePages()
        // A row of `raw` looks like one of `thread`, and follows from the octets anyway.
        let candidates = shapes.filter { broken.contains($0.name) && $0.name != "raw" }
        for number in 1...max(file.count, 1) where !visited.contains(number) {
            if number % 1_024 == 0 { step(number, file.count) }
            try takeStray(number, candidates, take)
        }
    }

    // MARK: Trees

    private func readSchema() {
        var tables: [String: Int] = [:]
        leaves(from: 1) { _, page in
            for row in page.rows.compactMap({ $0 }) {
                guard let record = record(of: row), record.values.count >= 4,
                    record.values[0].text == "table", let name = record.values[1].text,
                    let root = record.values[3].integer, root > 1, root <= Int64(file.count)
                else { continue }
                tables[name] = Int(root)
            }
            return true
        }
        roots = tables
        guard let root = tables["sqlite_sequence"] else { return }
        var sequences: [(table: String, last: Int64)] = []
        leaves(from: root) { _, page in
            for row in page.rows.compactMap({ $0 }) {
                guard let record = record(of: row), record.values.count == 2,
                    let name = record.values[0].text, let last = record.values[1].integer,
                    (1...Limits.salvagedNumber).contains(last)
                else { continue }
                sequences.append((name, last))
            }
            return true
        }
        self.sequences = sequences
    }

    private func walk(
        _ root: Int, _ shape: TableShape, _ take: (Found) throws -> Void
    ) rethrows {
        var isWhole = true
        let isIntact = try leaves(from: root) { _, page in
            let rows = page.rows
            var fitting = 0
            for row in rows {
                guard let row, let record = record(of: row), shape.fits(record, rowID: row.rowID)
                else {
                    isWhole = false
                    continue
                }
                fitting += 1
                try take(Found(shape: shape, rowID: row.rowID, record: record))
            }
            // A page of another table stays to be found as what it is.
            return fitting > 0 || rows.isEmpty
        }
        if !isIntact || !isWhole { broken.insert(shape.name) }
    }

    /// Visits the leaves below a page; answers whether the whole tree could be read.
    ///
    /// - Parameter visit: answers whether the leaf belongs there.
    @discardableResult
    private func leaves(
        from root: Int, _ visit: (Int, TreePage) throws -> Bool
    ) rethrows -> Bool {
        var isIntact = true
        var waiting = [root]
        var seen: Set<Int> = []
        while let number = waiting.popLast() {
            guard seen.insert(number).inserted, !visited.contains(number) else {
                isIntact = false
                continue
            }
            guard let page = treePage(number) else {
                badPages.insert(number)
                isIntact = false
                continue
            }
            switch page.kind {
            case .interior:
                waiting += page.children.reversed()
                visited.insert(number)
            case .leaf:
                if try visit(number, page) {
                    visited.insert(number)
                } else {
                    isIntact = false
                }
            }
        }
        return isIntact
    }

    // MARK: Pages that nothing leads to

    private func takeStray(
        _ number: Int, _ candidates: [TableShape], _ take: (Found) throws -> Void
    ) rethrows {
        guard let page = treePage(number), page.kind == .leaf else { return }
        for row in page.rows.compactMap({ $0 }) {
            guard let record = record(of: row),
                let shape = candidates.first(where: { $0.fits(record, rowID: row.rowID) })
            else { continue }
            try take(Found(shape: shape, rowID: row.rowID, record: record))
        }
    }

    /// Pages given back may still hold rows that were deleted (§1.5).
    private func markFreePages() {
        guard file.hasHeader, let header = file.page(1) else { return }
        var trunk = Int(header.long(at: StoreHeader.freeList))
        while trunk > 0, !visited.contains(trunk), let page = file.page(trunk) {
            visited.insert(trunk)
            let count = min(Int(page.long(at: 4)), file.usable / 4 - 2)
            for index in 0..<max(count, 0) {
                let free = Int(page.long(at: 8 + 4 * index))
                if free > 0, free <= file.count { visited.insert(free) }
            }
            trunk = Int(page.long(at: 0))
        }
    }

    private func treePage(_ number: Int) -> TreePage? {
        file.page(number).flatMap { TreePage($0, number: number, usable: file.usable) }
    }

    /// The record of a row, with what lies in pages of its own.
    private func record(of cell: TreePage.Cell) -> StoredRecord? {
        var octets = Array(cell.beginning)
        octets.reserveCapacity(cell.length)
        var next = cell.overflow
        while octets.count < cell.length, next > 0, let page = file.page(next) {
            let rest = min(cell.length - octets.count, file.usable - 4)
            octets += page[4..<4 + rest]
            next = Int(page.long(at: 0))
        }
        return StoredRecord(octets, length: cell.length)
    }
}

/// A set of page numbers, a bit each.
struct PageSet {
    private var words: [UInt64]

    init(_ count: Int) {
        words = [UInt64](repeating: 0, count: count / 64 + 1)
    }

    func contains(_ page: Int) -> Bool {
        page >= 0 && page / 64 < words.count && words[page / 64] & bit(page) != 0
    }

    mutating func insert(_ page: Int) {
        guard page >= 0, page / 64 < words.count else { return }
        words[page / 64] |= bit(page)
    }

    private func bit(_ page: Int) -> UInt64 { 1 << UInt64(page % 64) }
}
