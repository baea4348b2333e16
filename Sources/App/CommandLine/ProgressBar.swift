import Console
import Glibc
import Mail

/// A line on standard error that shows how far a work has come; nothing where it is no terminal.
struct ProgressBar: Sendable {
    private let follower: Task<Void, Never>?
    private let total: Int?

    init(_ name: String, _ activity: AsyncStream<Activity?>) {
        total = nil
        guard isatty(STDERR_FILENO) == 1 else {
            follower = nil
            return
        }
        follower = Task {
            for await step in activity {
                if let step { ProgressBar.draw(name, step) }
            }
        }
    }

    /// For a work that says by itself how far it is; see ``show(_:)``.
    init(indexing total: Int) {
        follower = nil
        self.total = total
    }

    /// So many messages are indexed.
    func show(_ done: Int) {
        guard let total, isatty(STDERR_FILENO) == 1 else { return }
        ProgressBar.draw("search", Activity(label: "indexing", done: done, total: total))
    }

    /// Wipes the line away.
    func end() async {
        guard follower != nil || total != nil, isatty(STDERR_FILENO) == 1 else { return }
        follower?.cancel()
        await follower?.value
        ProgressBar.write("\r\u{1B}[K")
    }

    private static let width = 24

    private static func draw(_ name: String, _ step: Activity) {
        var line = "\(name): \(step.label)"
        if let total = step.total, total > 0 {
            let filled = min(width, step.done * width / total)
            let bar =
                String(repeating: "█", count: filled)
                + String(repeating: "░", count: width - filled)
            line += " \(bar) \(step.done)/\(total)"
        }
        if let octets = step.bytesTotal, octets > 0 {
            line += " \(megabytes(step.bytes))/\(megabytes(octets)) MB"
        }
        if let rate = step.rate { line += " \(megabytes(rate)) MB/s" }
        if let left = step.secondsLeft { line += " \(left) s left" }
        write("\r" + TerminalText(line).truncated(to: 79).string + "\u{1B}[K")
    }

    /// With one digit behind the point.
    private static func megabytes(_ octets: Int) -> String {
        "\(octets / 1_000_000).\(octets / 100_000 % 10)"
    }

    private static func write(_ text: String) {
        let octets = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, octets, octets.count)
    }
}
