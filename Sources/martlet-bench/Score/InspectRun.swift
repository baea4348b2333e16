import Foundation
import Glibc

/// One run of another program: what it printed and what it cost.
struct InspectRun {
    /// As the shell shows it; nil where a signal ended it.
    let status: Int32?
    let milliseconds: Double
    /// The peak.
    ///
    /// The kernel counts what this process held when it started the other, so a small figure is
    /// blurred by this process's own.
    let megabytes: Double
    private let output: String

    /// Ends a run that takes half a minute.
    private static let watch = ["/usr/bin/timeout", "30"]

    /// - Parameter output: the file that keeps what was printed.
    init(
        _ arguments: [String], environment: [String: String], output: String
    ) throws(BenchFault) {
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let printed = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer {
            close(input)
            close(printed)
        }
        guard input >= 0, printed >= 0 else { throw BenchFault(call: output) }
        let start = ContinuousClock.now
        let child = try ChildProgram(
            InspectRun.watch + arguments, environment: environment,
            streams: .descriptors(input: input, output: printed))
        let usage = child.wait()
        milliseconds = (ContinuousClock.now - start).milliseconds
        megabytes = usage.peakMegabytes
        status = usage.status
        self.output = output
    }

    func printed() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: output)))
    }
}
