import Console
import Curses
import Glibc
import Mail
import Presentation

/// Gives octets to a program while the person looks on.
///
/// A program that says nothing and is done at once leaves the screen as it is. Another one gets the
/// terminal: its words are shown there, made harmless, and Ctrl-c ends it. It cannot ask anything.
struct PipeErrand {
    private let screen: Screen
    /// A signal came that asks the whole program to end.
    private(set) var mustQuit = false

    init(screen: Screen) {
        self.screen = screen
    }

    /// How long the screen waits for a program that says nothing.
    private static let patience = Duration.milliseconds(300)

    /// Runs the program to its end; answers what the person is told then.
    mutating func run(_ arguments: ArgumentVector, _ octets: [UInt8]) -> Event {
        let program: PipedProgram
        do throws(Problem) {
            program = try PipedProgram(arguments, octets: octets)
        } catch {
            return .problem(error)
        }
        var lines: [TerminalText] = []
        let deadline = ContinuousClock.now + PipeErrand.patience
        var state = PipedProgram.State.running
        while state == .running, !program.hasSpoken, ContinuousClock.now < deadline {
            state = program.turn(within: .milliseconds(20)) { lines.append($0) }
        }
        if state == .ended(0), !program.hasSpoken { return .notice("\(program.name) has taken it") }
        show(program, state, lines)
        return .notice("Back from \(program.name)")
    }

    private mutating func show(
        _ program: PipedProgram, _ state: PipedProgram.State, _ lines: [TerminalText]
    ) {
        screen.suspend()
        let output = Output(isJSON: false)
        output.lines(lines)
        if lines.isEmpty, state == .running {
            output.line("[\(program.name) runs; Ctrl-c ends it]")
        }
        var state = state
        while state == .running {
            state = program.turn(within: .milliseconds(100)) { output.line($0) }
            if let signal = ExitSignals.take() {
                program.end()
                output.line("[\(program.name) was ended]")
                mustQuit = PipeErrand.endsUs(signal)
                state = .ended(0)
            }
        }
        if case .ended(let code) = state, code != 0 {
            output.line("[\(program.name) ended with status \(String(code))]")
        }
        if !mustQuit { waitForKey(output) }
        screen.resume()
    }

    /// Ctrl-c and Ctrl-\ are meant for the program, anything else for all of us.
    private static func endsUs(_ signal: Int32) -> Bool {
        signal != SIGINT && signal != SIGQUIT
    }

    private mutating func waitForKey(_ output: Output) {
        var before = termios()
        let isTerminal = tcgetattr(screen.inputDescriptor, &before) == 0
        var modes = before
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        if isTerminal { tcsetattr(screen.inputDescriptor, TCSAFLUSH, &modes) }
        output.line("[Press a key]")
        var watched = [
            pollfd(fd: screen.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: ExitSignals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&watched, 2, -1) < 0, errno == EINTR {}
        if let signal = ExitSignals.take() { mustQuit = PipeErrand.endsUs(signal) }
        if isTerminal { tcsetattr(screen.inputDescriptor, TCSAFLUSH, &before) }
    }
}
