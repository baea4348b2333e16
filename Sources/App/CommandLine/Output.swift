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
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            output += TerminalText(String(line)).string + "\n"
        }
        Output.write(output, to: STDOUT_FILENO)
    }

    /// Octets as they are: for `show --raw` and `--part`.
    func octets(_ octets: [UInt8]) {
        Output.write(octets, to: STDOUT_FILENO)
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
