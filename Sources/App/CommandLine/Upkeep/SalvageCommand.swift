import Mail
import Storage

/// `martlet doctor --salvage FILE`: what can be read of a damaged store, in a new one.
public struct SalvageCommand: Sendable {
    public var file: String

    public init(file: String) {
        self.file = file
    }

    /// Ends with "input or output failed" where mail was lost, so that a script notices.
    func run(_ paths: Paths, _ output: Output) throws(Problem) -> ExitStatus {
        let report = try ShownWork.run("salvage") { step throws(StoreFault) in
            try Salvage(
                from: paths.mail, to: file, reading: .ofMail, progress: step
            ).run()
        }
        if output.isJSON {
            output.result(json(report), "")
        } else {
            output.text(lines(report).joined(separator: "\n"))
        }
        output.note("To use it: martlet restore \(file)")
        return report.isComplete ? .done : .inputOutput
    }

    private func lines(_ report: SalvageReport) -> [String] {
        var lines = ["\(report.whole) messages are saved, octet for octet."]
        if report.remote > 0 {
            lines.append("\(report.remote) more are known; their server has them.")
        }
        lines.append(
            report.badPages == 0
                ? "\(report.pages) pages were read."
                : "\(report.pages) pages were read; \(report.badPages) could not be.")
        if report.emptyEntries > 0 {
            lines.append("\(report.emptyEntries) places in mailboxes had no message any more.")
        }
        if report.wantedAgain > 0 {
            lines.append(
                "\(report.wantedAgain) messages are downloaded again if their server has them.")
        }
        for name in report.unnamed { lines.append("The name is lost of \(name).") }
        for loss in report.losses { lines.append(sentence(loss)) }
        let more = report.counts.values.reduce(0, +) - report.losses.count
        if more > 0 { lines.append("… and \(more) more.") }
        return lines
    }

    private func sentence(_ loss: SalvageReport.Loss) -> String {
        let place = [loss.account, loss.mailbox].filter { !$0.isEmpty }.joined(separator: " ▸ ")
        let date = loss.date.map { ", \($0.rfc3339.prefix(10))" } ?? ""
        return "\(loss.kind.rawValue): \(place): \(loss.subject) (\(loss.from)\(date))"
    }

    private func json(_ report: SalvageReport) -> JSONValue {
        .object([
            ("file", .string(file)), ("whole", JSONValue(report.whole)),
            ("at_server", JSONValue(report.remote)),
            ("lost", JSONValue(report.counts[.lost] ?? 0)),
            ("damaged", JSONValue(report.counts[.damaged] ?? 0)),
            ("unfiled", JSONValue(report.counts[.unfiled] ?? 0)),
            ("wanted_again", JSONValue(report.wantedAgain)),
            ("pages", JSONValue(report.pages)), ("bad_pages", JSONValue(report.badPages)),
            ("unnamed", JSONValue(report.unnamed)),
            (
                "messages",
                .array(
                    report.losses.map { loss in
                        .object([
                            ("what", .string(loss.kind.rawValue)),
                            ("account", .string(loss.account)),
                            ("mailbox", .string(loss.mailbox)),
                            ("subject", .string(loss.subject)), ("from", .string(loss.from)),
                            ("date", JSONValue(loss.date?.rfc3339)),
                        ])
                    })
            ),
        ])
    }
}
