import GRDB
import GRDBSQLite

/// Gives a statement its values, one after the other, without a detour over values of their own.
///
/// For the statements that every arriving message runs: there the detour cost more than SQLite.
struct Binder {
    private let statement: OpaquePointer
    private var index: Int32 = 0
    private(set) var code = SQLITE_OK

    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    mutating func add(_ number: Int64) {
        index += 1
        note(sqlite3_bind_int64(statement, index, number))
    }

    mutating func add(_ number: Int) {
        add(Int64(number))
    }

    mutating func add(_ text: String) {
        index += 1
        let count = Int32(clamping: text.utf8.count)
        // As a C text it has an address even when empty; without one SQLite takes it for NULL.
        note(text.withCString { sqlite3_bind_text(statement, index, $0, count, Binder.copied) })
    }

    mutating func add(_ octets: [UInt8]) {
        octets.withUnsafeBytes { add($0, Binder.copied) }
    }

    /// Octets that stay where they are until the statement has run.
    mutating func add(borrowed octets: UnsafeRawBufferPointer) {
        add(octets, nil)
    }

    private mutating func add(
        _ octets: UnsafeRawBufferPointer, _ destructor: sqlite3_destructor_type?
    ) {
        index += 1
        note(
            octets.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob(
                    statement, index, octets.baseAddress, Int32(clamping: octets.count),
                    destructor))
    }

    private mutating func note(_ result: Int32) {
        if code == SQLITE_OK { code = result }
    }

    /// SQLITE_TRANSIENT, a macro that Swift cannot read (sqlite.org/c3ref/c_static.html).
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Database {
    /// Runs a statement that answers nothing; prepared once a connection.
    func run(_ sql: String, binding bind: (inout Binder) -> Void) throws {
        _ = try step(sql, bind) { _ in }
    }

    /// The number of the row inserted by it.
    func insert(_ sql: String, binding bind: (inout Binder) -> Void) throws -> Int64 {
        try run(sql, binding: bind)
        return lastInsertedRowID
    }

    /// The first column of the first row; nil where there is none.
    func number(_ sql: String, binding bind: (inout Binder) -> Void) throws -> Int64? {
        try step(sql, bind) { sqlite3_column_int64($0, 0) }
    }

    private func step<Value>(
        _ sql: String, _ bind: (inout Binder) -> Void, _ read: (OpaquePointer) -> Value
    ) throws -> Value? {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        sqlite3_reset(statement)
        var binder = Binder(statement)
        bind(&binder)
        defer {
            sqlite3_reset(statement)
            // What was borrowed is not there for longer.
            sqlite3_clear_bindings(statement)
        }
        let code = binder.code == SQLITE_OK ? sqlite3_step(statement) : binder.code
        switch code {
        case SQLITE_ROW: return read(statement)
        case SQLITE_DONE: return nil
        default: throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(sqliteConnection)))
    }
}
