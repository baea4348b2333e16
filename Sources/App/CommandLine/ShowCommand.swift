import MIME
import Mail
import Storage

/// `martlet show`: one message as text, its octets, or a decoded part.
public struct ShowCommand: Sendable {
    public enum Form: Sendable {
        case text, raw, headers
        case part(String)
    }

    public var id: Int64
    public var form: Form
    /// The width of the text; nil: the terminal's.
    public var columns: Int?

    public init(id: Int64, form: Form, columns: Int? = nil) {
        self.id = id
        self.form = form
        self.columns = columns
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let octets = try await workplace.octets(of: EntryID(id))
        switch form {
        case .raw:
            output.octets(octets)
        case .part(let number):
            guard let found = MessagePart(number, in: ParsedMessage(octets)) else {
                throw Problem(.notFound, headline: "Message \(id) has no part \(number)")
            }
            if Output.isTerminal {
                output.octets(found.message.decodedOctets(of: found.part))
            } else {
                found.message.forEachDecodedPiece(of: found.part) { output.octets(Array($0)) }
            }
        case .text, .headers:
            let report = InspectReport(octets)
            if output.isJSON {
                output.result(report.json, "")
            } else if case .headers = form {
                output.text(report.headers)
            } else {
                let sender = report.message.envelope.from.first?.address ?? ""
                let remembered = try await workplace.reading { store throws(StoreFault) in
                    try await store.charset(ofSender: sender)
                }
                output.lines(
                    report.lines(columns: columns ?? Output.columns, remembered: remembered))
            }
        }
    }
}
