import Foundation

/// A terminal with the program on it: real curses, in a `tmux` server of its own.
final class Terminal {
    /// What the terminal shows at a moment.
    struct Picture: CustomStringConvertible {
        var lines: [String]

        var description: String { lines.joined(separator: "\n") }
        var title: String { lines.first ?? "" }
        var bottom: String { lines.last ?? "" }

        func contains(_ text: String) -> Bool {
            lines.contains { $0.contains(text) }
        }

        /// The first line with the text, without blanks at its ends.
        func line(with text: String) -> String? {
            lines.first { $0.contains(text) }?.trimmingCharacters(in: .whitespaces)
        }
    }

    private let home: MartletHome
    private let socket: String
    private let folder: String
    let columns: Int
    let rows: Int

    /// Starts the program on a terminal of some size.
    init(
        _ home: MartletHome, columns: Int = 80, rows: Int = 24, arguments: [String] = []
    ) throws {
        try Requirements.insist()
        self.home = home
        self.columns = columns
        self.rows = rows
        folder = try TestFolder.shared().folder("tm")
        socket = "\(folder)/s"
        try Terminal.configuration.write(
            toFile: "\(folder)/tmux.conf", atomically: true, encoding: .utf8)
        let words = try [Program.path()] + arguments
        // A shell around it, as in life: it tells the status, and what the program left behind.
        try """
        echo 'before martlet'
        \(words.map { "'\($0)'" }.joined(separator: " "))
        echo "status $?"
        stty -a >'\(folder)/stty'
        exec cat
        """.write(toFile: "\(folder)/shell", atomically: true, encoding: .utf8)
        try tmux([
            "new-session", "-d", "-x", String(columns), "-y", String(rows),
            "exec sh '\(folder)/shell'",
        ])
        try tmux(["display-message", "-p", "#{pid}"]).write(
            toFile: "\(folder)/tmux.pid", atomically: true, encoding: .utf8)
    }

    deinit {
        unlink("\(folder)/tmux.pid")
        _ = try? tmux(["kill-server"])
    }

    private static let configuration = """
        set -g status off
        set -g escape-time 0
        set -g default-terminal screen-256color
        set -g default-shell /bin/sh
        """

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let process = try ChildProcess(
            try Tool.named("tmux").path,
            ["-u", "-S", socket, "-f", "\(folder)/tmux.conf"] + arguments,
            environment: home.environment)
        let outcome = try process.end()
        guard outcome.status == 0 else {
            throw Tool.Failed(description: "tmux \(arguments): \(outcome.errorText)")
        }
        return outcome.text.hasSuffix("\n") ? String(outcome.text.dropLast()) : outcome.text
    }

    // MARK: Hands

    /// Presses keys by the names tmux has for them: `a`, `Enter`, `Escape`, `C-b`, `Down`.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys.map { $0 == ";" ? "\\;" : $0 })
    }

    /// Types text as it stands.
    func type(_ text: String) throws {
        try tmux(["send-keys", "-l", text])
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", String(columns), "-y", String(rows)])
    }

    /// Sends a signal to the program, not to the shell around it.
    func send(_ signal: Int32) throws {
        let shell = try tmux(["display-message", "-p", "#{pane_pid}"])
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        for child in children.split(separator: " ").compactMap({ Int32($0) }) {
            kill(child, signal)
        }
    }

    // MARK: Eyes

    func picture() throws -> Picture {
        Picture(lines: try tmux(["capture-pane", "-p", "-N"]).components(separatedBy: "\n"))
    }

    /// Waits until the text is on the screen.
    @discardableResult
    func wait(for text: String) throws -> Picture {
        try wait(until: "\"\(text)\" on the screen") { $0.contains(text) }
    }

    /// Waits until the text is on the screen no more.
    @discardableResult
    func waitUntilGone(_ text: String) throws -> Picture {
        try wait(until: "\"\(text)\" gone from the screen") { !$0.contains(text) }
    }

    @discardableResult
    func wait(
        until sentence: String, _ holds: (Picture) throws -> Bool
    ) throws -> Picture {
        var last = try picture()
        try Patience.wait(
            for: sentence, evidence: { "\(last)\n\(home.log)" },
            until: {
                last = try picture()
                return try holds(last)
            })
        return last
    }

    // MARK: After the end

    /// Waits until the program has ended; throws unless it ended with one of these.
    func waitForEnd(status allowed: Int32...) throws {
        let last = try wait(until: "the program's end") { $0.line(with: "status ") != nil }
        let word = last.line(with: "status ")?.split(separator: " ").last ?? ""
        guard let status = Int32(word), allowed.contains(status) else {
            throw Tool.Failed(description: "the program ended with \(word)\n\(last)\n\(home.log)")
        }
    }

    /// How the terminal was left: what `stty` and tmux know of it.
    func modes() throws -> String {
        let flags = try tmux([
            "display-message", "-p",
            "alternate=#{alternate_on} cursor=#{cursor_flag} mouse=#{mouse_any_flag} "
                + "keypad=#{keypad_flag}",
        ])
        return try flags + "\n" + String(contentsOfFile: "\(folder)/stty", encoding: .utf8)
    }
}
