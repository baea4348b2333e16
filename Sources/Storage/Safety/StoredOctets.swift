import GRDB

/// The octets of one message as the mail file holds them, looked at piece by piece.
struct StoredOctets {
    var length: Int64 = 0
    var sha256: [UInt8] = []
    /// No piece is missing between the first and the last.
    var isGapless = true
    /// Enough for the header of most messages.
    var beginning: [UInt8] = []

    /// Nil where there is no piece at all.
    init?(_ db: Database, raw: Int64, _ reading: MessageReading) throws {
        var digest = reading.digest()
        var next: Int64 = 0
        let rows = try db.cursor(
            "SELECT ordinal, octets FROM chunk WHERE raw_id = ? ORDER BY ordinal", [raw])
        while let row = try rows.next() {
            let octets = Blob.octets(row, 1)
            if row[0] as Int64 != next { isGapless = false }
            next &+= 1
            length += Int64(octets.count)
            digest.update(octets[...])
            if beginning.count < Limits.envelopeOctets {
                beginning += octets.prefix(Limits.envelopeOctets - beginning.count)
            }
        }
        guard next > 0 else { return nil }
        sha256 = digest.value
    }

    /// Whether these are the octets that were stored.
    func agrees(size: Int64, sha256 stored: [UInt8]) -> Bool {
        isGapless && length == size && (stored.count != 32 || sha256 == stored)
    }
}
