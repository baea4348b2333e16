import MIME
import Mail
import Storage
import Transport

/// One message on its way from the server into the store.
///
/// Small ones wait in memory for their group's transaction; a large one goes to the store piece
/// by piece, where nobody sees it before it is whole.
struct Download: Sendable {
    let item: MaildropPlan.Item
    private(set) var length = 0
    private var octets: [UInt8] = []
    private var staging: StagingID?
    private var digest = ContentDigest()
    /// The beginning of a staged message, enough for its header.
    private var head: [UInt8] = []

    private static let stagingThreshold = 1 << 20
    private static let pieceSize = 256 << 10

    init(_ item: MaildropPlan.Item) {
        self.item = item
        octets.reserveCapacity(min(max(item.size, 0), Download.stagingThreshold))
    }

    mutating func append(_ chunk: ArraySlice<UInt8>, to store: AccountStore) async throws(Problem) {
        length += chunk.count
        octets.append(contentsOf: chunk)
        let threshold = staging == nil ? Download.stagingThreshold : Download.pieceSize
        if octets.count >= threshold { try await flush(to: store) }
    }

    /// Called once the end of the message was seen.
    mutating func finish(in store: AccountStore) async throws(Problem) {
        if staging != nil, !octets.isEmpty { try await flush(to: store) }
    }

    /// Forgets what was staged of a message that never became whole.
    func abandon(in store: AccountStore) async throws(Problem) {
        if let staging {
            try await store.run { store throws(StoreFault) in try await store.discard(staging) }
        }
    }

    private mutating func flush(to store: AccountStore) async throws(Problem) {
        let stage: StagingID
        if let staging {
            stage = staging
        } else {
            stage = try await store.run { store throws(StoreFault) in try await store.openStaging()
            }
            staging = stage
            head = octets
        }
        var rest = octets[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Download.pieceSize)
            digest.update(piece)
            try await store.run { store throws(StoreFault) in
                try await store.append(Array(piece), to: stage)
            }
            rest = rest.dropFirst(piece.count)
        }
        octets.removeAll(keepingCapacity: true)
    }

    /// The message as the store takes it; parsing and hashing happen here, off the connection.
    func message(received: Timestamp, filters: [FilterRule] = []) -> DownloadedMessage {
        let parsed = ParsedMessage(staging == nil ? octets : head)
        var digest = digest
        if staging == nil { digest.update(octets[...]) }
        return DownloadedMessage(
            uniqueID: item.uniqueID, ordinal: item.ordinal,
            octets: staging.map { .staged($0, length: length) } ?? .bytes(octets),
            sha256: digest.finish(), received: received, envelope: parsed.envelope,
            attachments: parsed.attachments.count, preview: parsed.preview,
            filing: filters.filing(of: parsed.envelope))
    }
}
