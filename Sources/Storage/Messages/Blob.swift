import Foundation
import GRDB

/// Octets to and from a BLOB column; the only place where they are `Data`, GRDB's own type.
enum Blob {
    static func value(_ octets: [UInt8]) -> DatabaseValue {
        Data(octets).databaseValue
    }

    static func value(_ octets: ArraySlice<UInt8>) -> DatabaseValue {
        Data(octets).databaseValue
    }

    /// The octets of a column; empty where it holds something else.
    static func octets(_ row: Row, _ index: Int) -> [UInt8] {
        var octets: [UInt8] = []
        append(row, index, to: &octets)
        return octets
    }

    static func append(_ row: Row, _ index: Int, to octets: inout [UInt8]) {
        let data: Data? = row[index]
        if let data { octets.append(contentsOf: data) }
    }
}
