import Glibc

/// The built-in server, in a process of its own so that it is not counted with what it serves.
final class LocalServer {
    let imap: ServerAddress
    let pop: ServerAddress
    private let child: ChildProgram
    /// The server ends when this end is closed.
    private let lifeline: Int32

    /// Returns when the server listens.
    init(
        messages: Int, kind: ServedMail.Kind, identity: TestAuthority? = nil
    ) throws(BenchFault) {
        let (input, output) = (try DescriptorPair(), try DescriptorPair())
        var arguments = [BenchProgram.path, "serve", "--messages", "\(messages)"]
        switch kind {
        case .text(let octets): arguments += ["--octets", "\(octets)"]
        case .mixed: arguments += ["--mixed"]
        }
        if let identity {
            arguments += ["--certificate", identity.certificate, "--key", identity.key]
        }
        do throws(BenchFault) {
            child = try ChildProgram(
                arguments, environment: [:],
                streams: .descriptors(input: input.read, output: output.write))
        } catch {
            for pair in [input, output] { pair.close() }
            throw error
        }
        close(input.read)
        close(output.write)
        lifeline = input.write
        defer { close(output.read) }
        let ports = LocalServer.line(from: output.read).split(separator: " ").compactMap {
            UInt16($0)
        }
        guard ports.count == 2 else { throw BenchFault("the built-in server did not start") }
        func address(_ port: UInt16) -> ServerAddress {
            ServerAddress(
                host: "localhost", port: port, user: ServeCommand.user,
                password: ServeCommand.password, authority: identity?.authority)
        }
        (imap, pop) = (address(ports[0]), address(ports[1]))
    }

    deinit {
        close(lifeline)
        _ = child.wait()
    }

    static func line(from descriptor: Int32) -> String {
        var line: [UInt8] = []
        var octet: UInt8 = 0
        while read(descriptor, &octet, 1) == 1, octet != 10 { line.append(octet) }
        return String(decoding: line, as: UTF8.self)
    }
}

/// The two ends of a pipe, neither of which a child inherits by itself.
struct DescriptorPair {
    let read: Int32
    let write: Int32

    init() throws(BenchFault) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw BenchFault(call: "pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (read, write) = (ends[0], ends[1])
    }

    func close() {
        Glibc.close(read)
        Glibc.close(write)
    }
}
