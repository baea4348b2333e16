import Foundation
import GRDB

/// A row as the file holds it (sqlite.org/fileformat2.html §2.1).
struct StoredRecord {
    enum Value: Equatable {
        case null
        case integer(Int64)
        case real(Double)
        case text([UInt8])
        case blob([UInt8])
    }

    private(set) var values: [Value] = []
    /// False when the last value breaks off.
    private(set) var isWhole = true

    /// - Parameter length: octets of the record where nothing is missing.
    init?(_ octets: [UInt8], length: Int) {
        var header = VarintReader(octets)
        guard let headerLength = header.next(), headerLength > 0, headerLength <= octets.count,
            headerLength <= length
        else { return nil }
        var position = Int(headerLength)
        while header.position < Int(headerLength) {
            guard let type = header.next(), values.count < Limits.salvagedColumns,
                let width = StoredRecord.width(of: type), width <= length - position
            else { return nil }
            if position + width > octets.count {
                // Only octets at the end are of use when there are fewer of them.
                guard type >= 12, header.position == Int(headerLength) else { return nil }
                isWhole = false
            }
            let end = min(position + width, octets.count)
            guard position <= end else { return nil }
            values.append(StoredRecord.value(type, Array(octets[position..<end])))
            position += width
        }
        guard header.position == Int(headerLength), position == length else { return nil }
    }

    private static func width(of type: Int64) -> Int? {
        switch type {
        case 0, 8, 9: 0
        case 1...4: Int(type)
        case 5: 6
        case 6, 7: 8
        case 12...: Int((type - 12) / 2)
        default: nil
        }
    }

    private static func value(_ type: Int64, _ octets: [UInt8]) -> Value {
        switch type {
        case 0: .null
        case 1...6: .integer(number(octets))
        case 7: .real(Double(bitPattern: UInt64(bitPattern: number(octets))))
        case 8: .integer(0)
        case 9: .integer(1)
        case _ where type % 2 == 0: .blob(octets)
        default: .text(octets)
        }
    }

    /// Two's complement, the highest octet first.
    private static func number(_ octets: [UInt8]) -> Int64 {
        let start: Int64 = (octets.first ?? 0) & 0x80 == 0 ? 0 : -1
        return octets.reduce(start) { $0 << 8 | Int64($1) }
    }
}

extension StoredRecord.Value {
    var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    var text: String? {
        if case .text(let octets) = self { String(decoding: octets, as: UTF8.self) } else { nil }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let octets): String(decoding: octets, as: UTF8.self).databaseValue
        case .blob(let octets): Data(octets).databaseValue
        }
    }
}
