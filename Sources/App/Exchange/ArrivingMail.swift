import MIME
import Mail
import Storage

/// A message on its way from a file into the store.
///
/// Like one from a server: small ones wait in memory for their group's transaction, a large one
/// goes to the store piece by piece, where nobody sees it before it is whole.
struct ArrivingMail: Sendable {
    let status: MailStatus
    let received: Timestamp
    private(set) var length = 0
    private(set) var sha256: [UInt8] = []
    private var octets: [UInt8] = []
    private var staging: StagingID?
    /// The beginning of a staged message, enough for its header.
    private var head: [UInt8] = []

    private static let stagingThreshold = 1 << 20
    private static let pieceSize = 256 << 10

    /// Reads all of a message.
    static func read(
        _ found: FoundMail, into store: Store
    ) async throws(Problem) -> ArrivingMail {
        var mail = ArrivingMail(status: found.status, received: found.received)
        do throws(Problem) {
            try await mail.read(found, store)
        } catch {
            await mail.discard(in: store)
            throw error
        }
        return mail
    }

    private init(status: MailStatus, received: Timestamp) {
        self.status = status
        self.received = received
    }

    private mutating func read(_ found: FoundMail, _ store: Store) async throws(Problem) {
        guard found.range.count <= Limits.importedMessageOctets else {
            let size = "it is larger than \(Limits.importedMessageOctets >> 20) MiB"
            throw Problem(
                .unreadableInput, headline: "\(found.place) is not imported", detail: size)
        }
        var digest = SHA256()
        var quoting = FromQuoting(.unquoting)
        var position = found.range.lowerBound
        while position < found.range.upperBound {
            let piece = try found.piece(from: position)
            let start = octets.count
            if found.isQuoted {
                quoting.pass(piece) { octets += $0 }
            } else {
                octets += piece
            }
            position += piece.count
            if found.isQuoted, position == found.range.upperBound {
                quoting.finish { octets += $0 }
            }
            digest.update(octets[start...])
            length += octets.count - start
            let limit = staging == nil ? ArrivingMail.stagingThreshold : ArrivingMail.pieceSize
            if octets.count >= limit { try await flush(to: store) }
        }
        if staging != nil, !octets.isEmpty { try await flush(to: store) }
        sha256 = digest.finish().octets
    }

    private mutating func flush(to store: Store) async throws(Problem) {
        do throws(StoreFault) {
            let stage: StagingID
            if let staging {
                stage = staging
            } else {
                stage = try await store.openStaging()
                staging = stage
                head = octets
            }
            try await store.append(octets, to: stage)
        } catch {
            throw Problem(error)
        }
        octets.removeAll(keepingCapacity: true)
    }

    /// Octets it keeps in memory.
    var heldOctets: Int { octets.count + head.count }

    /// Forgets what was staged; what that leaves after a failure is removed later.
    func discard(in store: Store) async {
        guard let staging else { return }
        do throws(StoreFault) { try await store.discard(staging) } catch { return }
    }

    /// The message as the store takes it; it is parsed here.
    func arrival() -> LocalArrival {
        let parsed = ParsedMessage(staging == nil ? octets : head)
        let message = DownloadedMessage(
            octets: staging.map { .staged($0, length: length) } ?? .bytes(octets),
            sha256: sha256, received: received, envelope: parsed.envelope,
            attachments: parsed.attachments.count, preview: parsed.preview)
        return LocalArrival(message: message, flags: status.flags, keywords: status.keywords)
    }
}
