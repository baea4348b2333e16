import Foundation
import Synchronization

/// Plays rows against the real program, each in a home and on a port of its own.
struct Player: Sendable {
    /// The program's file.
    var program: String
    var shop: CertificateShop
    /// Where homes are made.
    var folder: String
    /// Leaves out what takes longer than a moment, and cuts at a sample of octets.
    var isQuick = false

    /// A session may take a minute of silence, and the endless messages a while.
    private static let longest = Duration.seconds(150)
    /// Every so many octets, in a quick round.
    private static let sample = 37
    private static let slack = 50

    func play(_ scenario: Scenario) throws -> Verdict {
        guard scenario.service == "pop3" else {
            return Verdict(scenario, all: .unchecked("no base answers \(scenario.service) yet"))
        }
        if let word = scenario.unknownWords.first {
            return Verdict(scenario, all: .unchecked("\"\(word)\" is not known"))
        }
        guard !scenario.isForCampaign else {
            return Verdict(
                scenario,
                all: .unchecked("played by the campaign, which spoils every write and fsync"))
        }
        let checks = scenario.pass.map { ($0, Check.named($0)) }
        let evidence = try gather(scenario, Set(checks.flatMap { $0.1?.trials ?? [] }))
        return Verdict(
            scenario,
            findings: checks.map { word, check in
                Verdict.Line(word: word, finding: finding(word, check, evidence))
            })
    }

    private func finding(_ word: String, _ check: Check?, _ evidence: Evidence) -> Finding {
        guard let check else { return .unchecked("no check is known for it") }
        let scenario = evidence.scenario
        if isQuick, scenario.isSlow, check.trials == [.sessions] {
            return .unchecked("takes long; left out of a quick round")
        }
        let finding = check.find(evidence)
        if case .fails = finding, let reason = Check.dispute(word, in: scenario.id) {
            return .disputed(reason)
        }
        return finding
    }

    private func gather(_ scenario: Scenario, _ trials: Set<TrialKind>) throws -> Evidence {
        let certificate = try shop.make(scenario.certificate)
        var evidence = Evidence(scenario: scenario, fingerprint: certificate.fingerprint)
        evidence.isQuick = isQuick
        if isQuick { evidence.slack = Player.slack }
        let stage = try Stage(self, scenario, certificate)
        if trials.contains(.sessions), !(isQuick && scenario.isSlow) {
            try stage.playSessions(&evidence)
        }
        if trials.contains(.interruption) { try stage.playInterruption(&evidence) }
        if trials.contains(.watch) { try stage.playWatch(&evidence, disturbed: 2) }
        if trials.contains(.endlessWatch) { try stage.playWatch(&evidence, disturbed: .max) }
        if trials.contains(.sweep) {
            evidence.sweep = try Sweeper(
                player: self, scenario: scenario, certificate: certificate,
                step: isQuick ? Player.sample : 1
            ).sweep()
        }
        return evidence
    }

    /// A pin that is not the served certificate's, where the row is about that.
    func pin(for scenario: Scenario) throws -> String? {
        guard scenario.certificate == "pinned-changed" else { return nil }
        return try shop.make("self-signed").fingerprint
    }

    var patience: Duration { Player.longest }
}

extension Scenario {
    /// Takes a minute, or hundreds of megabytes.
    var isSlow: Bool {
        let floods = answers.values.joined().contains { action in
            if case .send(_, let times, _) = action { times > 100_000 } else { false }
        }
        return fault?.kind == .stall || fault?.kind == .blackhole || floods
    }

    /// Spoilt writes need a shim in the program, not a server.
    var isForCampaign: Bool {
        switch fault?.kind {
        case .kill, .noSpace, .badDisk: true
        default: false
        }
    }
}
