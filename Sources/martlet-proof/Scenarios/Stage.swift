import Foundation

/// One row's server and one home, ready for the program.
struct Stage {
    private let player: Player
    private let scenario: Scenario
    private let certificate: CertificateShop.Made

    init(_ player: Player, _ scenario: Scenario, _ certificate: CertificateShop.Made) throws {
        self.player = player
        self.scenario = scenario
        self.certificate = certificate
    }

    /// The program runs to its end twice; where the row breaks sessions, the second is a clean one.
    func playSessions(_ evidence: inout Evidence) throws {
        let place = try Place(player, scenario, certificate, disturbed: .max)
        evidence.sessions.append(try place.session())
        if scenario.breaksSessions { place.server.calm() }
        evidence.sessions.append(try place.session())
        evidence.log += place.home.log
        evidence.files += place.home.files
    }

    /// The program is interrupted once it has met what the row has for it.
    func playInterruption(_ evidence: inout Evidence) throws {
        let place = try Place(player, scenario, certificate, disturbed: .max)
        let signal = DispatchSemaphore(value: 0)
        place.server.onTrigger { signal.signal() }
        let run = try ClientRun(player.program, ["sync"], in: place.home)
        _ = signal.wait(timeout: .now() + .seconds(20))
        // Long enough for the program to have settled into its wait.
        usleep(300_000)
        let moment = ContinuousClock.now
        run.send(SIGINT)
        let outcome = run.wait(within: player.patience)
        let delay: Duration? = outcome.status == 0 ? nil : .now - moment
        evidence.interruption = Evidence.Interruption(
            delay: delay, session: try place.state(after: outcome))
        evidence.log += place.home.log
    }

    /// The program goes on by itself until all mail is here, or long enough.
    func playWatch(_ evidence: inout Evidence, disturbed: Int) throws {
        let place = try Place(player, scenario, certificate, disturbed: disturbed)
        let run = try ClientRun(player.program, ["sync", "--watch"], in: place.home)
        let seconds = disturbed == .max ? 8 : player.isQuick ? 45 : 200
        for _ in 0..<(seconds * 10) where !place.server.drop.messages.isEmpty { usleep(100_000) }
        run.send(SIGTERM)
        let outcome = run.wait(within: player.patience)
        evidence.watch = try place.state(after: outcome)
        evidence.log += place.home.log
    }
}

/// A server and a home that belong together.
final class Place {
    let home: ClientHome
    let server: ScenarioServer
    private let player: Player
    /// Visits that earlier sessions made.
    private var counted = 0

    init(
        _ player: Player, _ scenario: Scenario, _ certificate: CertificateShop.Made,
        disturbed: Int, cut: ServerVoice.Cut? = nil
    ) throws {
        self.player = player
        let home = try ClientHome(in: player.folder)
        self.home = home
        server = try ScenarioServer(
            scenario, drop: ScenarioDrop(scenario), certificate: certificate,
            disturbed: disturbed, cut: cut,
            isStored: { message in
                do {
                    return try StoreReading.messages(home).contains(message)
                } catch {
                    return false
                }
            })
        try home.configure(
            scenario, port: server.port, authority: player.shop.authorityFile,
            pin: try player.pin(for: scenario))
    }

    /// The program, started and waited for.
    func session() throws -> Evidence.Session {
        let run = try ClientRun(player.program, ["sync"], in: home)
        return try state(after: run.wait(within: player.patience))
    }

    func state(after outcome: ClientRun.Outcome) throws -> Evidence.Session {
        server.waitUntilIdle()
        let visits = server.record.visits
        defer { counted = visits.count }
        return Evidence.Session(
            outcome: outcome, visits: Array(visits[counted...]),
            stored: try StoreReading.messages(home), left: server.drop.messages.map(\.raw))
    }
}
