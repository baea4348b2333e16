import Console
import Glibc
import Mail

/// Where a command's words go: results to standard output, everything else to standard error.
///
/// Whatever mail, server or file name had a hand in passes the sanitiser on its way to a
/// terminal.
struct Output: Sendable {
    let isJSON: Bool

    /// One result: a JSON object a line, or columns for people and `cut`, with tabs between them.
    func result(_ json: @autoclosure () -> JSONValue, _ columns: String...) {
        let line =
            isJSON ? json().text : columns.map { TerminalText($0).string }.joined(separator: "\t")
        Output.write(line + "\n", to: STDOUT_FILENO)
    }

    /// Text of several lines for people, such as a message.
    func text(_ text: String) {
        var output = ""
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines {
            output += TerminalText(String(line)).string + "\n"
        }
        Output.write(output, to: STDOUT_FILENO)
    }

    /// A line that is harmless already.
    func line(_ text: TerminalText) {
        lines([text])
    }

    /// Lines that are harmless already, as the message view has them.
    func lines(_ lines: [TerminalText]) {
        Output.write(lines.map { $0.string + "\n" }.joined(), to: STDOUT_FILENO)
    }

    /// Octets as they are, for `show --raw` and `--part`; to a terminal they go as harmless text.
    func octets(_ octets: [UInt8]) {
        guard Output.isTerminal else {
            Output.write(octets, to: STDOUT_FILENO)
            return
        }
        text(String(decoding: octets, as: UTF8.self))
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal that results go to; 80 where they go elsewhere.
    static var columns: Int {
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return 80 }
        return Int(size.ws_col)
    }

    /// A remark that is no result.
    func note(_ line: String) {
        Output.write(TerminalText(line).string + "\n", to: STDERR_FILENO)
    }

    func problem(_ problem: Problem) {
        let lines = problem.description.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            note(number == 0 ? "martlet: \(line)" : String(line))
        }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ octets: [UInt8], to descriptor: Int32) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // A reader that has gone (`| head`) wants no more.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
