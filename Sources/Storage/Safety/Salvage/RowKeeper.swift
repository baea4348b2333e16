import GRDB

/// Takes rows of an old file into a new one as they are, in transactions of bounded size.
struct RowKeeper {
    let db: Database
    let shapes: [TableShape]
    private(set) var sequences: [(table: String, last: Int64)] = []
    private var octets = 0
    private var rows = 0

    init(_ db: Database) throws {
        self.db = db
        shapes = try TableShape.all(db)
    }

    mutating func begin() throws {
        try db.beginTransaction(.immediate)
    }

    mutating func keep(_ found: TableWalk.Found) throws {
        var values = found.record.values.map(\.databaseValue)
        if found.shape.hasRowID { values[0] = found.rowID.databaseValue }
        do {
            try db.run(
                found.shape.insertion(values: values.count), StatementArguments(values))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // A row that the table's own rules refuse was no row of it.
            return
        }
        rows += 1
        octets += found.record.values.reduce(0) { sum, value in
            if case .blob(let blob) = value { sum + blob.count } else { sum }
        }
        guard rows >= 5_000 || octets >= 16 << 20 else { return }
        try db.commit()
        try begin()
        rows = 0
        octets = 0
    }

    mutating func end(_ sequences: [(table: String, last: Int64)]) throws {
        self.sequences = sequences
        try db.commit()
    }
}
