import GRDB

/// Octets in rows of bounded size, in either file.
enum ChunkedOctets {
    /// Where the rows of one message lie.
    enum Table {
        case raw(Int64)
        case body(Int64)

        fileprivate var insertion: String {
            switch self {
            case .raw: "INSERT INTO chunk (raw_id, ordinal, octets) VALUES (?, ?, ?)"
            case .body: "INSERT INTO body (message_id, ordinal, octets) VALUES (?, ?, ?)"
            }
        }

        fileprivate var selection: String {
            switch self {
            case .raw: "SELECT octets FROM chunk WHERE raw_id = ? ORDER BY ordinal"
            case .body: "SELECT octets FROM body WHERE message_id = ? ORDER BY ordinal"
            }
        }

        fileprivate var pieceSelection: String {
            switch self {
            case .raw: "SELECT octets FROM chunk WHERE raw_id = ? AND ordinal = ?"
            case .body: "SELECT octets FROM body WHERE message_id = ? AND ordinal = ?"
            }
        }

        fileprivate var highest: String {
            switch self {
            case .raw: "SELECT max(ordinal) FROM chunk WHERE raw_id = ?"
            case .body: "SELECT max(ordinal) FROM body WHERE message_id = ?"
            }
        }

        fileprivate var owner: Int64 {
            switch self {
            case .raw(let owner), .body(let owner): owner
            }
        }
    }

    /// Writes the octets after those that are there; an empty message is one empty row.
    static func write(
        _ octets: [UInt8], to table: Table, from ordinal: Int64 = 0, _ db: Database
    ) throws {
        var ordinal = ordinal
        var start = 0
        repeat {
            let end = min(octets.count, start + Limits.chunk)
            try octets[start..<end].withUnsafeBytes { chunk in
                try db.run(table.insertion) { row in
                    row.add(table.owner)
                    row.add(ordinal)
                    row.add(borrowed: chunk)
                }
            }
            start = end
            ordinal += 1
        } while start < octets.count
    }

    /// All octets in their order, or the first rows with at least so many; nil where there is no row.
    static func read(
        _ table: Table, _ db: Database, atLeast limit: Int = .max
    ) throws -> [UInt8]? {
        var octets: [UInt8] = []
        var isThere = false
        let rows = try db.cursor(table.selection, [table.owner])
        while octets.count < limit, let row = try rows.next() {
            isThere = true
            Blob.append(row, 0, to: &octets)
        }
        return isThere ? octets : nil
    }

    /// One row of a message; nil where it has no such row.
    static func piece(_ number: Int, of table: Table, _ db: Database) throws -> [UInt8]? {
        try db.row(table.pieceSelection, [table.owner, number]).map { Blob.octets($0, 0) }
    }

    /// How many rows a message has.
    static func count(of table: Table, _ db: Database) throws -> Int {
        Int(try db.number(table.highest, [table.owner]) ?? -1) + 1
    }
}
