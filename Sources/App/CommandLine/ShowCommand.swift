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

    public init(id: Int64, form: Form) {
        self.id = id
        self.form = form
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let octets = try await workplace.octets(of: EntryID(id))
        switch form {
        case .raw:
            output.octets(octets)
        case .part(let number):
            let message = ParsedMessage(octets)
            guard let part = message.part(numbered: number) else {
                throw Problem(.notFound, headline: "Message \(id) has no part \(number)")
            }
            message.forEachDecodedPiece(of: part) { output.octets(Array($0)) }
        case .text, .headers:
            let report = InspectReport(octets)
            if output.isJSON {
                output.result(report.json, "")
            } else if case .headers = form {
                output.text(report.headers)
            } else {
                output.text(report.text)
            }
        }
    }
}
