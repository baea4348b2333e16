import Glibc

/// Runs a program under strace(1) and looks for anything that could reach another machine.
struct NetworkTrap {
    private static let strace = "/usr/bin/strace"

    static var isAvailable: Bool { access(strace, X_OK) == 0 }

    /// What `inspect` of a file did towards a network; empty where it did nothing.
    static func calls(of program: InspectedProgram, on file: String) throws -> [String] {
        // strace writes its notes on what it is told to; here on the output, after the program's.
        let run = try program.run(
            [
                strace, "-f", "-qq", "-e", "trace=network", "-o", "/dev/stdout", program.martlet,
                "inspect", "--json", file,
            ], into: "traced")
        guard run.status == 0 else { throw BenchFault("\(strace) could not trace the program") }
        let lines = String(decoding: try run.printed(), as: UTF8.self).split(separator: "\n")
        return lines.filter { line in
            !line.hasPrefix("{")
                && ["socket(", "connect(", "sendto(", "sendmsg("].contains(where: line.contains)
        }.map(String.init)
    }
}
