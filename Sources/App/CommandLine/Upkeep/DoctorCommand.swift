import Mail
import Storage

/// `martlet doctor`: looks at the store, the settings, the terminal and the clock.
public struct DoctorCommand: Sendable {
    /// The hash of every message as well.
    public var isFull: Bool

    public init(isFull: Bool) {
        self.isFull = isFull
    }

    /// One thing that was found.
    struct Remark {
        /// What it is about.
        var about: String
        var severity: StoreFindings.Severity
        var sentence: String
        var remedy = ""
    }

    func run(_ paths: Paths, _ output: Output) -> ExitStatus {
        let store = examine(paths, output)
        var remarks = store.findings.map {
            Remark(
                about: "store", severity: $0.severity, sentence: $0.sentence, remedy: $0.remedy)
        }
        remarks += SettingsCheckup(paths).remarks
        remarks += TerminalCheckup.remarks
        remarks += ClockCheckup(now: SystemClock.now, lastSync: store.lastSync).remarks
        if output.isJSON {
            output.result(json(store, paths, remarks), "")
        } else {
            output.text(lines(store, paths, remarks).joined(separator: "\n"))
        }
        if !store.isSound { return .inputOutput }
        let isSettled = remarks.allSatisfy { $0.about != "settings" || $0.severity == .remark }
        return isSettled ? .done : .settings
    }

    private func examine(_ paths: Paths, _ output: Output) -> StoreFindings {
        do throws(Problem) {
            return try ShownWork.run("doctor") { step throws(StoreFault) in
                StoreDoctor(of: paths.mail, reading: .ofMail, progress: step)
                    .examine(isFull: isFull)
            }
        } catch {
            output.problem(error)
            return StoreFindings()
        }
    }

    private func lines(
        _ store: StoreFindings, _ paths: Paths, _ remarks: [Remark]
    ) -> [String] {
        var lines: [String] = []
        for about in ["store", "settings", "terminal", "clock"] {
            let own = remarks.filter { $0.about == about }
            if !own.contains(where: { $0.severity == .wrong }) {
                let facts = about == "store" ? facts(store, paths) : ""
                lines.append(about + ": all is well" + facts)
            }
            for remark in own {
                lines.append(
                    "\(about): \(remark.severity == .wrong ? "" : "note: ")\(remark.sentence)")
                if !remark.remedy.isEmpty { lines.append("  \(remark.remedy)") }
            }
        }
        return lines
    }

    private func facts(_ store: StoreFindings, _ paths: Paths) -> String {
        guard let messages = store.messages, let accounts = store.accounts else { return "" }
        let verified = isFull ? ", \(store.verified) verified by their hash" : ""
        let inUse = store.isInUse ? ", in use" : ""
        return "; \(messages) messages of \(accounts) accounts\(verified), "
            + "\(StoreSize(store.octets))\(inUse), \(paths.mail)"
    }

    private func json(
        _ store: StoreFindings, _ paths: Paths, _ remarks: [Remark]
    ) -> JSONValue {
        .object([
            ("sound", .bool(store.isSound)), ("store", .string(paths.mail)),
            ("octets", .integer(store.octets)), ("unused", .integer(store.unused)),
            ("format", JSONValue(store.version)), ("messages", JSONValue(store.messages)),
            ("accounts", JSONValue(store.accounts)),
            ("verified", isFull ? JSONValue(store.verified) : nil),
            ("in_use", .bool(store.isInUse)),
            (
                "findings",
                .array(
                    remarks.map { remark in
                        .object([
                            ("about", .string(remark.about)),
                            ("severity", .string(remark.severity.rawValue)),
                            ("what", .string(remark.sentence)),
                            ("remedy", .string(remark.remedy)),
                        ])
                    })
            ),
        ])
    }
}
