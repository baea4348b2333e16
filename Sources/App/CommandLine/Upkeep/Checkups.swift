import Glibc
import Mail
import Settings
import Storage

/// What the doctor says of the settings file.
struct SettingsCheckup {
    let remarks: [DoctorCommand.Remark]

    init(_ paths: Paths) {
        let file = SettingsFile(paths.settings)
        do throws(SettingsFailure) {
            remarks = try file.examine().problems.map { problem in
                DoctorCommand.Remark(
                    about: "settings", severity: problem.severity == .error ? .wrong : .remark,
                    sentence: file.line(of: problem))
            }
        } catch {
            remarks = error.problems.map {
                DoctorCommand.Remark(
                    about: "settings", severity: .wrong, sentence: $0.headline,
                    remedy: "The README says how to write one; martlet demo needs none.")
            }
        }
    }
}

/// What the doctor says of the terminal and its locale.
enum TerminalCheckup {
    static var remarks: [DoctorCommand.Remark] {
        var remarks: [DoctorCommand.Remark] = []
        func add(_ sentence: String, _ remedy: String) {
            remarks.append(
                DoctorCommand.Remark(
                    about: "terminal", severity: .remark, sentence: sentence, remedy: remedy))
        }
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        if name.isEmpty || name == "dumb" {
            add(
                "TERM is \"\(name)\", which no screen can be drawn on.",
                "The commands work all the same.")
        }
        let charset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
        if charset != "UTF-8" {
            add(
                "The locale's character set is \(charset), not UTF-8.",
                "Set LANG, for example to C.UTF-8.")
        }
        if Output.isTerminal, Output.columns < 80 {
            add("The terminal has \(Output.columns) columns.", "80 show more.")
        }
        return remarks
    }
}

/// What the doctor says of the clock, on which certificates and polling depend.
struct ClockCheckup {
    let remarks: [DoctorCommand.Remark]

    /// 1 November 2026: this program is younger.
    private static let earliest = Timestamp(seconds: 1_793_491_200)

    init(now: Timestamp, lastSync: Timestamp?) {
        var remarks: [DoctorCommand.Remark] = []
        let remedy = "Set it: certificates are judged by it, and mail is looked for by it."
        if now.seconds < ClockCheckup.earliest.seconds {
            remarks.append(
                DoctorCommand.Remark(
                    about: "clock", severity: .wrong,
                    sentence: "The clock says \(now.rfc3339), which is long past.",
                    remedy: remedy))
        } else if let lastSync, lastSync.seconds > now.seconds + 3_600 {
            remarks.append(
                DoctorCommand.Remark(
                    about: "clock", severity: .wrong,
                    sentence: "The clock says \(now.rfc3339), but mail was looked for at "
                        + "\(lastSync.rfc3339).", remedy: remedy))
        }
        self.remarks = remarks
    }
}
