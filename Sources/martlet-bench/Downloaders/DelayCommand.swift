import ArgumentParser
import Glibc

/// Stands between a program and a server, in a process that is not counted with either.
struct DelayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delay", abstract: "Hand octets on, a moment later.", shouldDisplay: false)

    @Option(help: "The server's port.") var to: UInt16
    @Option(help: "Milliseconds to the other end and back.") var roundTrip: Int

    func run() throws {
        let (listener, port) = try Port.listen()
        print(port)
        fflush(nil)
        var line = DelayLine(
            listener: listener, target: to, delay: .milliseconds(roundTrip) / 2)
        line.run(until: 0)
        print(line.traffic.turns, line.traffic.up, line.traffic.down)
    }
}

/// Such a process.
final class DelayProcess {
    let port: UInt16
    private let child: ChildProgram
    private let lifeline: Int32
    private let output: Int32

    init(to port: UInt16, roundTrip milliseconds: Int) throws(BenchFault) {
        let (input, output) = (try DescriptorPair(), try DescriptorPair())
        child = try ChildProgram(
            [
                BenchProgram.path, "delay", "--to", "\(port)", "--round-trip", "\(milliseconds)",
            ], environment: [:], streams: .descriptors(input: input.read, output: output.write))
        close(input.read)
        close(output.write)
        lifeline = input.write
        self.output = output.read
        guard let port = UInt16(LocalServer.line(from: output.read)) else {
            throw BenchFault("the delayed line did not start")
        }
        self.port = port
    }

    /// Ends it; answers what passed through it.
    func end() -> DelayLine.Traffic {
        close(lifeline)
        let numbers = LocalServer.line(from: output).split(separator: " ").compactMap { Int($0) }
        close(output)
        _ = child.wait()
        guard numbers.count == 3 else { return DelayLine.Traffic() }
        return DelayLine.Traffic(turns: numbers[0], up: numbers[1], down: numbers[2])
    }
}
