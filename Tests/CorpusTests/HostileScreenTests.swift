import Console
import Testing

@testable import martlet_bench

@Suite("Hostile mails on the screen")
struct HostileScreenTests {
    @Test(
        "no cell holds what controls, hides or overflows, at any place of any mail",
        arguments: Corpus.hostileKinds, [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func cells(kind: String, size: Size) throws {
        let corpus = try Corpus.mails(of: "own-hostile/\(kind)")
        for mail in corpus.mails {
            let screen = ReadingScreen(try corpus.octets(of: mail.name), size: size)
            #expect(screen.pages.count > 2)
            let fault = screen.pages.compactMap(HostileScreenTests.fault).first
            #expect(fault == nil, "\(kind)/\(mail.name)")
        }
    }

    @Test("what a mail must show, link to and name its files is so", arguments: Corpus.hostileKinds)
    func rules(kind: String) throws {
        let corpus = try Corpus.mails(of: "own-hostile/\(kind)")
        for mail in corpus.mails where !mail.expected.rules.isEmpty {
            let octets = try corpus.octets(of: mail.name)
            let screen = ReadingScreen(octets, size: Size(columns: 100, rows: 40))
            let seen = screen.pages.map(\.text).joined(separator: "\n")
            let comparison = RuleComparison(
                report: try Corpus.report(on: octets), screen: ScreenText(Array(seen.utf8)))
            for (rule, wanted) in mail.expected.rules {
                if case .broken(let found) = comparison.outcome(rule, wanted) {
                    Issue.record("\(kind)/\(mail.name) \(rule): \(found)")
                }
            }
        }
    }

    /// A cell that a terminal could take for something else, or a row that is not as wide as the
    /// canvas, which would push what stands right of it.
    private static func fault(of canvas: Canvas) -> String? {
        for number in 0..<canvas.size.rows {
            let cells = canvas.row(number)
            let width = cells.reduce(0) { $0 + Int($1.width) }
            guard width == canvas.size.columns else {
                return "row \(number) takes \(width) columns"
            }
            for cell in cells {
                let scalars = cell.cluster.unicodeScalars
                if let scalar = scalars.first(where: \.isHostile) {
                    return "row \(number) holds \(scalar.escaped)"
                }
                let marks = scalars.count { $0.properties.isGraphemeExtend }
                guard marks <= 8 else { return "row \(number) has \(marks) marks in a cell" }
            }
        }
        return nil
    }
}
