import Foundation
import Testing

@testable import martlet_proof

@Suite("Hostile servers")
struct ScenarioTests {
    @Test("every word of every row is looked at, here or by the campaign", arguments: Rows.all)
    func known(row: Scenario) {
        #expect(row.unknownWords.isEmpty)
        for word in row.pass where !row.isForCampaign {
            #expect(Check.named(word) != nil, "\(word)")
        }
    }

    @Test("what must hold holds for the built program", arguments: Rows.all)
    func plays(row: Scenario) async throws {
        let verdict = try #require(try await Rows.verdicts.value[row.id])
        for line in verdict.lines {
            guard case .fails(let words) = line.finding else { continue }
            Issue.record("\(line.word): \(words)")
        }
    }
}

extension Scenario: CustomTestStringConvertible {
    public var testDescription: String { id }
}

/// The rows of the fixtures, and what came of playing them all together.
enum Rows {
    static let all: [Scenario] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/scenarios")
        return ["own/pop3.jsonl", "nostarttls/pop3.jsonl"].flatMap { file in
            do {
                return try ScenarioFile.read(folder.appending(path: file).path)
            } catch {
                preconditionFailure("\(file): \(error)")
            }
        }
    }()

    static let verdicts = Task {
        let round = ScenarioRound(program: martlet, isQuick: true, jobs: 6)
        // Playing waits, which the threads of tasks must not.
        let verdicts = try await withCheckedThrowingContinuation { done in
            Thread { done.resume(with: Result { try round.play(all) { _ in } }) }.start()
        }
        return Dictionary(verdicts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `$MARTLET_BINARY`, or the program beside the tests.
    private static var martlet: String {
        ProcessInfo.processInfo.environment["MARTLET_BINARY"] ?? ScenarioRound.neighbour
    }
}
