import Accounts
import Glibc
import Mail
import Storage

/// `martlet sync`: brings store and server together once, or until ended.
public struct SyncCommand: Sendable {
    public var accounts: [String]
    public var watches: Bool

    public init(accounts: [String], watches: Bool) {
        self.accounts = accounts
        self.watches = watches
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        if watches { return try await watch(workplace, output) }
        let engines = try workplace.engines(named: accounts)
        var failures: [Problem] = []
        for (name, engine) in engines {
            let start = ContinuousClock.now
            let bar = ProgressBar(name, engine.activity)
            do throws(Problem) {
                let report = try await engine.synchroniseOnce()
                await bar.end()
                let pending = try await workplace.reading { store throws(StoreFault) in
                    try await store.pendingCount(of: engine.account)
                }
                for remark in await workplace.sweepTrash(of: name) {
                    output.note("\(name): \(remark)")
                }
                show(report, name, pending: pending, took: .now - start, output)
            } catch {
                await bar.end()
                output.problem(error)
                failures.append(error)
            }
        }
        // Every account had its turn; the first failure decides how the command ends.
        if let first = failures.first { throw first.alreadyTold }
    }

    private func watch(_ workplace: Workplace, _ output: Output) async throws(Problem) {
        let directory = try await workplace.directory()
        let names = try await workplace.names()
        let socket = WakeSocket(path: workplace.paths.wakeSocket)
        if let rings = socket?.rings() {
            Task { [store = workplace.store] in
                for await _ in rings {
                    await store.lookForOtherProcesses()
                    await directory.sendPending()
                }
            }
        }
        await directory.start()
        if let indexer = workplace.indexer() { Task { await indexer.run() } }
        for await event in directory.events {
            switch event {
            case .state(let id, let state):
                output.note("\(names.account(id)): \(state.sentence)")
            case .newMail(let id, let count):
                output.note("\(names.account(id)): \(count) new messages")
            case .remark(let id, let words):
                output.note("\(names.account(id)): \(words)")
            case .refused(let problem):
                output.problem(problem)
            }
        }
    }

    private func show(
        _ report: SyncReport, _ name: String, pending: Int, took: Duration, _ output: Output
    ) {
        let seconds = took / .seconds(1)
        for remark in report.remarks { output.note("\(name): \(remark)") }
        output.result(
            .object([
                ("account", .string(name)), ("new", JSONValue(report.new)),
                ("changed", JSONValue(report.changed)), ("removed", JSONValue(report.removed)),
                ("pushed", JSONValue(report.pushed)), ("pending", JSONValue(pending)),
                ("bytes_in", JSONValue(report.bytesIn)),
                ("bytes_out", JSONValue(report.bytesOut)),
                ("round_trips", JSONValue(report.roundTrips)), ("seconds", .number(seconds)),
            ]),
            "\(name): \(report.new) new, \(report.changed) changed, \(report.removed) removed, "
                + "\(report.pushed) sent")
    }
}

/// `martlet check`: connects, verifies the certificate and logs in.
public struct CheckCommand: Sendable {
    public var accounts: [String]

    public init(accounts: [String]) {
        self.accounts = accounts
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        var failures: [Problem] = []
        for (name, engine) in try workplace.engines(named: accounts) {
            do throws(Problem) {
                show(try await engine.check(), name, output)
            } catch {
                output.problem(error)
                failures.append(error)
            }
        }
        if let first = failures.first { throw first.alreadyTold }
    }

    private func show(_ report: CheckReport, _ name: String, _ output: Output) {
        let steps = report.steps.map { ($0.name, $0.duration / .milliseconds(1)) }
        let words = report.serverCapabilities
        for remark in report.remarks { output.note("\(name): \(remark)") }
        let held = report.serverMessages.map { "; \($0) messages at the server" } ?? ""
        output.result(
            .object([
                ("account", .string(name)),
                ("encryption", .string(report.encryption)),
                ("steps_ms", .object(steps.map { ($0.0, .number($0.1)) })),
                ("capabilities", JSONValue(words)),
                ("server_messages", JSONValue(report.serverMessages)),
                ("server_octets", JSONValue(report.serverOctets)),
            ]),
            "\(name): logged in\(report.encryption.isEmpty ? "" : ", \(report.encryption)"); "
                + steps.map { "\($0.0) \(Int($0.1)) ms" }.joined(separator: ", ")
                + held + "; " + words.joined(separator: " "))
    }
}

extension Problem {
    /// For a problem that was printed when it happened: only its exit code is still of use.
    var alreadyTold: Problem {
        Problem(kind, headline: "")
    }
}

extension AccountState {
    /// A few words for a line of text.
    var sentence: String {
        switch self {
        case .resting: "idle"
        case .connecting: "connecting"
        case .online: "online"
        case .working(let activity):
            activity.total.map { "\(activity.label) \(activity.done)/\($0)" } ?? activity.label
        case .offline(let problem, _): "offline: \(problem.headline)"
        case .refused(let problem): problem.headline
        case .needsPassword: "a password is needed"
        case .elsewhere(let problem): problem.headline
        case .notConnected: "kept here, not connected"
        }
    }
}
