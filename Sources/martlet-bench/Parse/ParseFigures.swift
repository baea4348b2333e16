import Glibc
import MIME
import Mail

/// What reading mail costs in this process.
struct ParseFigures {
    /// How much of a mail is read.
    enum Depth: String, CaseIterable {
        case headers = "headers only"
        case structure = "headers and structure"
        case decode = "all parts decoded"
    }

    let mails: [[UInt8]]
    let runs: Int

    var octets: Int { mails.reduce(0) { $0 + $1.count } }

    /// Milliseconds for all mails, and by how much the resident memory grew at its peak.
    func measure(_ depth: Depth) async -> (series: Series, grownMegabytes: Double) {
        let process = ProcessFigures(process: getpid())
        let before = process.residentMegabytes
        var peak = before
        let series = await Stopwatch.series(runs) {
            for mail in mails { ParseFigures.read(mail, depth) }
            peak = max(peak, process.residentMegabytes)
        }
        return (series, peak - before)
    }

    @inline(never)
    private static func read(_ mail: [UInt8], _ depth: Depth) {
        switch depth {
        case .headers:
            keep(Envelope(headerOctets: mail).subject.utf8.count)
        case .structure:
            keep(ParsedMessage(mail).root.children.count)
        case .decode:
            let message = ParsedMessage(mail)
            var count = 0
            for part in message.root.descendants where part.children.isEmpty {
                message.forEachDecodedPiece(of: part) { count += $0.count }
            }
            keep(count)
        }
    }

    /// Keeps a result from being optimised away together with what made it.
    @inline(never)
    private static func keep(_ value: Int) {
        withExtendedLifetime(value) {}
    }
}
