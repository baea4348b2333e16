import Glibc

/// The real program in a terminal, from its start to its end.
final class ScreenSession {
    let terminal: PseudoTerminal
    let figures: ProcessFigures
    private let child: ChildProgram
    private let started: ContinuousClock.Instant

    /// How long an answer may take before the measurement is given up.
    static let patience = Duration.seconds(10)

    init(_ program: String, home: BenchHome) throws(BenchFault) {
        terminal = try PseudoTerminal()
        started = .now
        child = try ChildProgram(
            [program], environment: home.environment, streams: .terminal(path: terminal.path))
        figures = ProcessFigures(process: child.process)
    }

    /// Milliseconds from the start until a text is on the screen.
    func shows(_ text: String) throws(BenchFault) -> Double {
        guard terminal.waits(for: text, limit: ScreenSession.patience) else {
            throw BenchFault("the program did not show \"\(text)\"")
        }
        return (ContinuousClock.now - started).milliseconds
    }

    /// Milliseconds from a key until a text is drawn anew; without a text: until anything is.
    func answer(to key: String, with text: String? = nil) throws(BenchFault) -> Double {
        terminal.forget()
        let start = ContinuousClock.now
        try terminal.type(key)
        let isAnswered =
            text.map { terminal.waits(for: $0, limit: ScreenSession.patience) }
            ?? terminal.waitsForAnything(limit: ScreenSession.patience)
        guard isAnswered else { throw BenchFault("a key was not answered") }
        return (ContinuousClock.now - start).milliseconds
    }

    /// Ends the program as the system does at shutdown, and tells what it used.
    func end() -> ChildProgram.Usage {
        child.send(SIGTERM)
        terminal.watch(for: .milliseconds(200))
        return child.wait()
    }
}
