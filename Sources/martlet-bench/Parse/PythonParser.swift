import Glibc

/// Python's own `email` package, doing the same work on the same mails.
struct PythonParser {
    let program: String

    /// Nil where there is no python3 in the usual places.
    init?() {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let candidates = path.split(separator: ":").map { "\($0)/python3" }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else { return nil }
        program = found
    }

    /// Milliseconds of each run, by depth in the order of ``ParseFigures/Depth``.
    ///
    /// `file` holds the mails one after another, each behind its length in four octets.
    func measure(_ file: String, runs: Int) throws(BenchFault) -> [Series] {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFault(call: "pipe") }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(nothing) }
        let child = try ChildProgram(
            [program, "-c", PythonParser.script, file, "\(runs)"],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            streams: .descriptors(input: nothing, output: ends[1]))
        close(ends[1])
        let output = PythonParser.text(from: ends[0])
        close(ends[0])
        guard child.wait().status == 0 else { throw BenchFault("\(program) failed") }
        let lines = output.split(separator: "\n").map { line in
            Series(line.split(separator: " ").compactMap { Double($0) })
        }
        guard lines.count == ParseFigures.Depth.allCases.count else {
            throw BenchFault("\(program) said something else than figures")
        }
        return lines
    }

    static func write(_ mails: [[UInt8]], to path: String) throws(BenchFault) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchFault(call: path) }
        defer { close(file) }
        for mail in mails {
            let length = UInt32(mail.count)
            let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
            guard Glibc.write(file, prefix, 4) == 4,
                Glibc.write(file, mail, mail.count) == mail.count
            else { throw BenchFault(call: path) }
        }
    }

    private static func text(from descriptor: Int32) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }

    /// The fields are read, since its parser decodes a field only when it is asked for.
    private static let script = """
        from email import policy
        from email.parser import BytesParser, BytesHeaderParser
        sys, time = __import__("sys"), __import__("time")
        data = open(sys.argv[1], "rb").read()
        mails, place = [], 0
        while place < len(data):
            size = int.from_bytes(data[place:place + 4], "big")
            mails.append(data[place + 4:place + 4 + size])
            place += 4 + size
        names = ["subject", "from", "to", "date", "message-id", "references"]
        def headers(mail):
            parsed = BytesHeaderParser(policy=policy.default).parsebytes(mail)
            return [str(parsed[name]) for name in names]
        def structure(mail):
            parsed = BytesParser(policy=policy.default).parsebytes(mail)
            for name in names: str(parsed[name])
            return parsed
        def decode(mail):
            for part in structure(mail).walk():
                if not part.is_multipart(): part.get_payload(decode=True)
        for work in [headers, structure, decode]:
            times = []
            for run in range(int(sys.argv[2])):
                start = time.perf_counter()
                for mail in mails: work(mail)
                times.append(str((time.perf_counter() - start) * 1000))
            print(" ".join(times))
        """
}
