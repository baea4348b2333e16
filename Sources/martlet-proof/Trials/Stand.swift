import EventLoop

/// A place where one trial after the other is made: a home folder and a server of its own.
struct Stand: Sendable {
    let martlet: String
    let shim: String
    let loop: PollLoop
    let server: any TrialServer
    private let home: ProofHome
    private let scratch: ProofHome
    private let made: ProofHome.Image
    private let bare: ProofHome.Image

    /// A slower restart is a fault of its own.
    static let restartLimit = Duration.seconds(1)

    init(
        martlet: String, shim: String, loop: PollLoop, server: any TrialServer, folder: String
    ) async throws {
        self.martlet = martlet
        self.shim = shim
        self.loop = loop
        self.server = server
        home = try ProofHome(folder: folder)
        scratch = try ProofHome(folder: folder + "-copy")
        bare = [
            "config.toml": ProofHome.settings(
                port: server.port, certificate: server.certificatePath)
        ]
        try home.restore(bare)
        try await server.fill(with: [])
        _ = try server.begin(cut: nil)
        let run = ProgramRun(
            arguments: [martlet, "sync"], environment: home.environment)
        let outcome = try await run.outcome(on: loop)
        guard outcome.ending == .status(0) else {
            throw ProofFault("\(martlet) sync fails without any fault: \(outcome.output)")
        }
        made = try home.image()
    }

    // MARK: One trial

    func outcome(of trial: Trial) async throws -> TrialOutcome {
        try home.restore(trial.beginning == .store ? made : bare)
        try await server.fill(with: trial.mail.messages)
        var result = TrialOutcome()
        try await faultyRun(trial, &result)
        try await cleanRun(trial, &result)
        return result
    }

    private func faultyRun(_ trial: Trial, _ result: inout TrialOutcome) async throws {
        let record = try server.begin(cut: trial.fault.cut)
        let run = try await start(trial.fault)
        try await server.becomesQuiet()
        result.evidence = "the run with the fault: \(run.ending)\n\(run.output)\(record)"
        switch run.ending {
        case .hung: result.violations.append(.hung)
        case .signal(let signal):
            if !trial.fault.kills { result.violations.append(.crashed(signal: signal)) }
        case .status: break
        }
        result.isReached = try isReached(trial.fault, run)
        let deleted = record.visits.flatMap(\.deleted).map { ProofMail.received($0) }
        let gone = trial.mail.count.missing(in: try await server.remaining())
        if !deleted.isEmpty || gone > 0 {
            try await checkDeletions(trial, deleted, &result)
        }
        try checkSync(trial.fault, record, &result)
    }

    private func start(_ fault: Fault) async throws -> ProgramRun.Outcome {
        var run = ProgramRun(arguments: [martlet, "sync"], environment: home.environment)
        switch fault {
        case .call(let fault, let point):
            try CallTally.clear(home.tally)
            run.environment.merge(
                fault.environment(at: point, tally: home.tally, shim: shim)
            ) { $1 }
            return try await run.outcome(on: loop)
        case .instant(let instant):
            return try await run.outcome(on: loop, killedAfter: instant)
        case .server:
            return try await run.outcome(on: loop)
        }
    }

    private func isReached(_ fault: Fault, _ run: ProgramRun.Outcome) throws -> Bool {
        switch fault {
        case .call: try CallTally(home.tally).fired > 0
        case .instant: run.ending == .signal(9)
        case .server: run.ending != .status(0)
        }
    }

    /// What the server was asked to delete, and what it did delete, must be in the store by now.
    private func checkDeletions(
        _ trial: Trial, _ deleted: [[UInt8]], _ result: inout TrialOutcome
    ) async throws {
        let held = try await heldAtFault()
        let unstored = MailCount(deleted).missing(in: held)
        if unstored > 0 { result.violations.append(.deletedUnstored(unstored)) }
        let somewhere = held + (try await server.remaining())
        let lost = trial.mail.count.missing(in: somewhere)
        if lost > 0 { result.violations.append(.lost(lost)) }
    }

    /// Reads a copy, because reading repairs what the next run is to repair.
    private func heldAtFault() async throws -> [[UInt8]] {
        try scratch.restore(try home.image())
        return try await StoreReader(path: scratch.store).messages()
    }

    /// A disk that once failed to keep something is trusted with nothing more.
    private func checkSync(
        _ fault: Fault, _ record: VisitRecord, _ result: inout TrialOutcome
    ) throws {
        guard case .call(let fault, _) = fault, fault.scope == .sync, !record.visits.isEmpty else {
            return
        }
        let tally = try CallTally(home.tally)
        guard tally.fired > 0 else { return }
        let commands = record.visits.reduce(0) { sum, visit in
            visit.deleted.isEmpty ? sum : sum + visit.deletions(after: tally.moment)
        }
        if commands > 0 { result.violations.append(.deletedAfterFailedSync(commands)) }
    }

    private func cleanRun(_ trial: Trial, _ result: inout TrialOutcome) async throws {
        let record = try server.begin(cut: nil)
        let start = ContinuousClock.now
        let run = ProgramRun(arguments: [martlet, "sync"], environment: home.environment)
        let outcome = try await run.outcome(on: loop)
        try await server.becomesQuiet()
        result.evidence += "\nthe run after it: \(outcome.ending)\n\(outcome.output)\(record)"
        let greeting = record.visits.first?.measure.values.greeting
        result.restart = greeting.map { $0 - start }
        if outcome.ending != .status(0) {
            result.violations.append(.cleanRunFailed("\(outcome.ending), \(outcome.output)"))
        }
        if let restart = result.restart, restart > Stand.restartLimit {
            result.violations.append(.slowRestart(restart))
        }
        let reader = StoreReader(path: home.store)
        result.violations += trial.mail.count.violations(in: try await reader.messages())
        let left = try await server.remaining().count
        if left > 0 { result.violations.append(.leftAtServer(left)) }
        if let damage = try reader.damage() { result.violations.append(.storeDamaged(damage)) }
    }

    // MARK: Survey

    /// Counts the points of a run without faults.
    func survey(_ mail: ProofMail, from beginning: Trial.Beginning = .store) async throws -> Survey
    {
        var survey = Survey()
        for scope in [CallFault.Scope.any, .file, .sync] {
            try home.restore(beginning == .store ? made : bare)
            try await server.fill(with: mail.messages)
            let record = try server.begin(cut: nil)
            let fault = CallFault(scope: scope, deed: .killBefore)
            let run = try await start(.call(fault, at: 0))
            try await server.becomesQuiet()
            guard run.ending == .status(0), try await server.remaining().isEmpty else {
                throw ProofFault("a run without faults fails: \(run.output)")
            }
            let seen = Int(try CallTally(home.tally).seen)
            guard seen > 0 else { throw ProofFault("\(shim) sees no calls of \(martlet)") }
            switch scope {
            case .any: survey.calls = seen
            case .file: survey.fileCalls = seen
            case .sync: survey.syncs = seen
            }
            guard let measure = record.visits.first?.measure.values else { continue }
            (survey.sent, survey.heard) = (measure.sent, measure.heard)
            survey.answerEnds = measure.answerEnds
            survey.duration = run.duration
        }
        return survey
    }
}
