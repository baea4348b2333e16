import GRDB
import Mail

/// The octets of one message, to be read piece by piece.
public struct HeldOctets: Sendable {
    let message: MessageID
    let table: ChunkedOctets.Table
    /// The first piece, which is most often the whole.
    public let first: [UInt8]
    public let pieces: Int
    /// False also for a message without octets.
    public let endsWithLineFeed: Bool
    public let isEmpty: Bool
}

extension Store {
    /// The beginning of a message's octets; nil when they are not held here.
    public func heldOctets(of message: MessageID) async throws(StoreFault) -> HeldOctets? {
        let kept = try await read { db -> HeldOctets? in
            let raw = try db.number("SELECT raw_id FROM message WHERE id = ?", [message.rawValue])
            guard let raw, raw > 0 else { return nil }
            return try HeldOctets(message, .raw(raw), db)
        }
        if let kept { return kept }
        let cache = try await openBodies()
        return try await read(from: cache) { db in
            try HeldOctets(message, .body(message.rawValue), db)
        }
    }

    /// A piece by its number, from 0 on; nil when the message went away in the meantime.
    public func piece(_ number: Int, of held: HeldOctets) async throws(StoreFault) -> [UInt8]? {
        if number == 0 { return held.first }
        let cache: DatabasePool? =
            if case .body = held.table { try await openBodies() } else { nil }
        return try await read(from: cache) { db in
            try ChunkedOctets.piece(number, of: held.table, db)
        }
    }
}

extension HeldOctets {
    fileprivate init?(
        _ message: MessageID, _ table: ChunkedOctets.Table, _ db: Database
    ) throws {
        guard let first = try ChunkedOctets.piece(0, of: table, db) else { return nil }
        self.message = message
        self.table = table
        self.first = first
        pieces = try ChunkedOctets.count(of: table, db)
        let last = pieces < 2 ? first : try ChunkedOctets.piece(pieces - 1, of: table, db)
        endsWithLineFeed = last?.last == 0x0A
        isEmpty = pieces < 2 && first.isEmpty
    }
}
