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
            try db.run(
                table.insertion, [table.owner, ordinal, Blob.value(octets[start..<end])])
            start = end
            ordinal += 1
        } while start < octets.count
    }

    /// All octets in their order; nil where there is no row.
    static func read(_ table: Table, _ db: Database) throws -> [UInt8]? {
        var octets: [UInt8] = []
        var isThere = false
        let rows = try db.cursor(table.selection, [table.owner])
        while let row = try rows.next() {
            isThere = true
            Blob.append(row, 0, to: &octets)
        }
        return isThere ? octets : nil
    }
}
