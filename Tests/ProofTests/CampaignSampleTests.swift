import Foundation
import Testing

@testable import martlet_proof

/// A few points of every part of the kill campaign; `martlet-proof pop` tries them all.
@Suite("a sample of the kill campaign") struct CampaignSampleTests {
    private static let trialsOfAPart = 8

    /// Small mail only: this program is built without optimisation.
    private static let mail = ProofMail.Choice(small: .small, mixed: .small, pieces: .small)

    @Test("whatever goes wrong, each message is in the store once and the server is empty")
    func sample() async throws {
        let ground = try await ProvingGround(
            folder: NSTemporaryDirectory(), martlet: BuiltPrograms.martlet,
            shim: BuiltPrograms.shim, stands: 2)
        var maker = PartMaker(random: 8, seed: 7, mail: Self.mail)
        try await maker.survey(on: ground.stands[0])
        for part in maker.parts(hasCuts: true) {
            let stride = max(1, part.faults.count / Self.trialsOfAPart)
            let work = Worklist(part, stride: stride)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for stand in ground.stands {
                    group.addTask {
                        while let index = work.next() {
                            check(try await stand.outcome(of: part.trial(index)), part, index)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        try await ground.clearUp()
    }

    @Test("every part that can be asked for exists")
    func names() async throws {
        let names = PartMaker(random: 1, seed: 1).parts(hasCuts: true).map(\.name)
        #expect(names == PartMaker.names)
    }
}

/// How long a restart takes says nothing here: others use this machine too.
private func check(_ outcome: TrialOutcome, _ part: Part, _ index: Int) {
    let violations = outcome.violations.filter {
        if case .slowRestart = $0 { false } else { true }
    }
    #expect(
        violations.isEmpty,
        "\(part.name), point \(index), \(part.faults[index])\n\(outcome.evidence)")
}
