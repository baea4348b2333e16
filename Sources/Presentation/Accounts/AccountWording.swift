import Mail

extension AccountSummary {
    /// The state in a few cells, as title line and sidebar show it.
    func stateText(now: Timestamp, zone: LocalZone) -> String {
        switch state {
        case .resting:
            guard let lastSync else { return "○ not checked yet" }
            return "● checked \(DateText(lastSync, now: now, zone: zone).long)"
        case .connecting: return "◌ connecting"
        case .online: return "● online"
        case .working(let activity): return "⟳ \(activity.text)"
        case .offline(_, let retryAt):
            guard let retryAt else { return "○ offline" }
            return "○ offline, \(AccountSummary.waiting(from: now, to: retryAt))"
        case .refused(let problem):
            return problem.kind == .certificate ? "! certificate not trusted" : "! login refused"
        case .needsPassword: return "! password needed"
        case .elsewhere: return "● by another martlet"
        case .notConnected: return "○ kept here, not connected"
        }
    }

    /// The last problem, where there is one.
    var problem: Problem? {
        switch state {
        case .offline(let problem, _), .refused(let problem), .elsewhere(let problem): problem
        case .resting, .connecting, .online, .working, .needsPassword, .notConnected: nil
        }
    }

    /// How urgently the person should hear of the state; 0 is "all is well".
    var urgency: Int {
        switch state {
        case .refused, .needsPassword: 3
        case .offline: 2
        case .working, .connecting: 1
        case .resting, .online, .elsewhere, .notConnected: 0
        }
    }

    private static func waiting(from now: Timestamp, to moment: Timestamp) -> String {
        guard moment > now else { return "trying again" }
        let (seconds, overflows) = moment.seconds.subtractingReportingOverflow(now.seconds)
        guard !overflows else { return "again later" }
        switch seconds {
        case ..<120: return "again in \(seconds)s"
        case ..<7_200: return "again in \(seconds / 60) min"
        default: return "again in \(seconds / 3_600) h"
        }
    }
}

extension Activity {
    /// What is done and how far it is, such as `INBOX 340/1200`.
    var text: String {
        let count = total.map { "\(done)/\($0)" } ?? (done > 0 ? String(done) : "")
        return [label, count].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// How far it is by messages and octets, how fast, and how long it takes yet: fits half a
    /// screen of 80 columns.
    var progressText: String {
        guard let total, let bytesTotal else { return text }
        var parts = ["\(done)/\(total)", "\(readableSize(bytes))/\(readableSize(bytesTotal))"]
        if let rate { parts.append("\(readableSize(rate))/s") }
        if let secondsLeft { parts.append(Activity.length(seconds: secondsLeft)) }
        return parts.joined(separator: " ")
    }

    private static func length(seconds: Int) -> String {
        switch seconds {
        case ..<100: "\(seconds) s"
        case ..<6_000: "\(seconds / 60) min"
        default: "\(seconds / 3_600) h"
        }
    }
}

extension MaildropHoldings {
    /// What the server still has, and what becomes of it.
    func sentence(now: Timestamp, zone: LocalZone) -> String {
        guard messages > 0 else { return "The server holds no mail any more." }
        let count = "The server holds \(counted(messages, "message")) (\(readableSize(octets)))"
        guard due > 0 else { return "\(count); none will be deleted." }
        let moment = dueAt.map { "from \(DateText($0, now: now, zone: zone).long) on" }
        let number = due == messages ? "all" : grouped(due)
        return "\(count); \(number) will be deleted \(moment ?? "by the next check")."
    }
}

extension Capabilities.ServerCopy {
    /// What deleting for good means where the mail is not shared with a server.
    var partingWords: String {
        switch self {
        case .removedAfterDownload, .removedAfter: "It is on this computer only."
        case .removedWhenDeletedHere: "The server's copy goes too."
        case .kept: "The server keeps its copy."
        }
    }
}

extension Capabilities {
    /// What the person should know of the account, as sentences.
    var sentences: [String] {
        [reachSentence, arrivalSentence, copySentence]
    }

    private var reachSentence: String {
        switch reach {
        case .thisComputer: "Changes are kept on this computer only."
        case .everyDevice: "Changes are seen on every device."
        }
    }

    private var arrivalSentence: String {
        switch arrival {
        case .pushed: "New mail arrives at once."
        case .polled(let interval): "Looks for new mail every \(interval.words)."
        }
    }

    private var copySentence: String {
        switch serverCopy {
        case .kept: "The server keeps the mail."
        case .removedAfterDownload: "Mail leaves the server once it is safe here."
        case .removedWhenDeletedHere: "Mail leaves the server when it is deleted for good here."
        case .removedAfter(let days): "Mail leaves the server after \(counted(days, "day"))."
        }
    }
}

extension Duration {
    /// In the largest whole unit: "5 minutes".
    fileprivate var words: String {
        let seconds = Int(clamping: components.seconds)
        if seconds >= 3_600, seconds % 3_600 == 0 { return counted(seconds / 3_600, "hour") }
        if seconds >= 60, seconds % 60 == 0 { return counted(seconds / 60, "minute") }
        return counted(seconds, "second")
    }
}
