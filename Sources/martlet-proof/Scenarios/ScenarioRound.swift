import Foundation
import Synchronization

/// Many rows, several at the same time, in a temporary folder that is removed afterwards.
struct ScenarioRound {
    var program: String
    var isQuick: Bool
    var jobs: Int

    /// The mail program built beside this one.
    static var neighbour: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "martlet").path
    }

    /// - Parameter tell: called with each row's verdict as soon as it is known.
    func play(_ scenarios: [Scenario], tell: @escaping @Sendable (Verdict) -> Void) throws
        -> [Verdict]
    {
        guard access(program, X_OK) == 0 else {
            throw ScenarioFault("\(program) cannot be started")
        }
        signal(SIGPIPE, SIG_IGN)
        let folder = "/tmp/martlet-proof-\(UUID().uuidString)"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { ScenarioRound.remove(folder) }
        let player = Player(
            program: program, shop: try CertificateShop(folder: folder), folder: folder,
            isQuick: isQuick)
        let verdicts = Mutex<[Verdict]>([])
        let next = Mutex(scenarios[...])
        Threads.run(max(1, min(jobs, scenarios.count))) {
            while let scenario = next.withLock({ $0.popFirst() }) {
                let verdict = ScenarioRound.verdict(on: scenario, by: player)
                verdicts.withLock {
                    $0.append(verdict)
                    tell(verdict)
                }
            }
        }
        return verdicts.withLock { $0 }
    }

    private static func verdict(on scenario: Scenario, by player: Player) -> Verdict {
        let start = ContinuousClock.now
        var verdict: Verdict
        do {
            verdict = try player.play(scenario)
        } catch {
            verdict = Verdict(scenario, all: .fails("it could not be played: \(error)"))
        }
        verdict.time = .now - start
        return verdict
    }

    private static func remove(_ folder: String) {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // It lies where the system clears up by itself.
            return
        }
    }
}
