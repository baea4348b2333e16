/// Everything that was seen while a row was played.
struct Evidence: Sendable {
    /// One start of the program, and how matters stood after it.
    struct Session: Sendable {
        var outcome: ClientRun.Outcome
        var visits: [ServerRecord.Visit]
        var stored: [[UInt8]]
        /// What was left at the server.
        var left: [[UInt8]]
    }

    /// A start that was interrupted while the row's behaviour was met.
    struct Interruption: Sendable {
        /// From the signal to the end; nil where it had ended before.
        var delay: Duration?
        var session: Session
    }

    /// What was found after a cut behind every octet.
    struct Sweep: Sendable {
        var cuts = 0
        /// The first cuts after which something was wrong.
        var faults: [String] = []
    }

    var scenario: Scenario
    /// How many times longer than a person would accept things may take: on a machine that tests
    /// everything else at the same time, a figure would say nothing of the program.
    var slack = 1
    /// That of the certificate the server showed.
    var fingerprint: String
    var sessions: [Session] = []
    var interruption: Interruption?
    /// The program went on by itself, as it does on a person's screen.
    var watch: Session?
    /// What takes minutes was left out.
    var isQuick = false
    var sweep: Sweep?
    var log: [UInt8] = []
    /// What the program made in its home.
    var files: [String] = []

    var first: Session? { sessions.first }
    var last: Session? { sessions.last }
    var everySession: [Session] {
        sessions + [interruption?.session, watch].compactMap { $0 }
    }
    var visits: [ServerRecord.Visit] { everySession.flatMap(\.visits) }
    var commands: [ServerRecord.Command] { visits.flatMap(\.commands) }
    /// All a person got to see.
    var seen: [UInt8] { everySession.flatMap(\.outcome.seen) }
    /// What is said of the first start.
    var errorText: String { String(decoding: first?.outcome.errors ?? [], as: UTF8.self) }
}
