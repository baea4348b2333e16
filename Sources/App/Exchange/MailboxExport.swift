import Mail
import Storage

/// Writes the messages of one mailbox in one form.
protocol MailboxExport: AnyObject {
    /// Messages that are on the disk for good.
    var settled: Int { get }

    /// Writes a message, its octets unchanged; answers how many they are.
    func write(_ mail: LeavingMail, _ octets: LeavingOctets) async throws(Problem) -> Int

    /// Returns when all is on the disk under its final name.
    func finish() throws(Problem)
}

/// The octets of a message on their way out, piece by piece.
struct LeavingOctets {
    let held: HeldOctets
    let store: Store

    /// Gives each piece in its order, and answers how many octets they are; throws ``Mail/Problem/Kind/notFound`` where the message was
    /// deleted in the meantime.
    func forEachPiece(
        _ body: ([UInt8]) throws(Problem) -> Void
    ) async throws(Problem) -> Int {
        var count = 0
        for number in 0..<held.pieces {
            let piece: [UInt8]?
            do throws(StoreFault) {
                piece = try await store.piece(number, of: held)
            } catch {
                throw Problem(error)
            }
            guard let piece else { throw Problem(.notFound, headline: "A message went away") }
            try body(piece)
            count += piece.count
        }
        return count
    }
}
