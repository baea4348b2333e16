import GRDB

/// What the rows of a table look like, so that a row is known even where nothing leads to it.
struct TableShape {
    let name: String
    private let columns: [Column]

    fileprivate struct Column {
        var name: String
        var type: String
        var isRowID: Bool
        /// A row from before the column was added does without it.
        var mayBeMissing: Bool
    }

    /// The tables of a new store that hold what cannot be made again.
    static func all(_ db: Database) throws -> [TableShape] {
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND wr = 0 AND strict = 1
                ORDER BY name
                """)
        return try names.filter { !isDerived($0) }.map { try TableShape(db, $0) }
    }

    /// Threads, search and undo are made again or begin anew; `raw` follows from the octets.
    private static func isDerived(_ name: String) -> Bool {
        let beginnings = ["sqlite_", "thread", "undo_", "search"]
        return beginnings.contains(where: name.hasPrefix)
    }

    private init(_ db: Database, _ name: String) throws {
        self.name = name
        // Hidden 2 and 3 are computed columns, which no row holds.
        columns = try Row.fetchAll(
            db,
            sql: """
                SELECT name, type, pk, dflt_value IS NOT NULL FROM pragma_table_xinfo(?)
                WHERE hidden = 0 ORDER BY cid
                """, arguments: [name]
        ).map { row in
            let type: String = row[1]
            let key: Int = row[2]
            return Column(
                name: row[0], type: type, isRowID: key == 1 && type == "INTEGER",
                mayBeMissing: row[3])
        }.withOneRowID()
    }

    /// Whether a record can be a row of this table.
    func fits(_ record: StoredRecord, rowID: Int64) -> Bool {
        let count = record.values.count
        guard count > 0, count <= columns.count,
            columns[count...].allSatisfy(\.mayBeMissing)
        else { return false }
        guard record.isWhole || name == "chunk" else { return false }
        if hasRowID, !(1...Limits.salvagedNumber).contains(rowID) { return false }
        return zip(columns, record.values).allSatisfy { column, value in
            switch value {
            case .null: column.isRowID
            case .integer: column.type == "INTEGER" && !column.isRowID
            case .real: column.type == "REAL"
            case .text: column.type == "TEXT"
            case .blob: column.type == "BLOB"
            }
        }
    }

    /// Whether the first column is the row's own number.
    var hasRowID: Bool { columns.first?.isRowID ?? false }

    /// The statement that adds a row with so many values.
    func insertion(values count: Int) -> String {
        let names = columns.prefix(count).map(\.name).joined(separator: ", ")
        let marks = [String](repeating: "?", count: min(count, columns.count))
        return "INSERT OR IGNORE INTO \(name) (\(names)) VALUES (\(marks.joined(separator: ", ")))"
    }
}

extension [TableShape] {
    func named(_ name: String) -> TableShape? { first { $0.name == name } }
}

extension Array where Element == TableShape.Column {
    /// A key of several columns is not the row's number.
    fileprivate func withOneRowID() -> [TableShape.Column] {
        guard filter(\.isRowID).count == 1, first?.isRowID == true, first?.name == "id" else {
            return map { column in
                var column = column
                column.isRowID = false
                return column
            }
        }
        return self
    }
}
