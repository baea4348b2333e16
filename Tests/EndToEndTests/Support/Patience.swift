import Foundation

/// How tests wait: by looking again and again until something holds, never for a time.
enum Patience {
    /// What did not come about in time, with whatever helps to see why.
    struct Exhausted: Error, CustomStringConvertible {
        var description: String
    }

    /// Generous, because a test that passes never waits this long.
    static let usual: Duration = .seconds(60)

    /// Looks until the condition holds; throws with the sentence when it never does.
    ///
    /// - Parameter evidence: said after the sentence, such as the picture of a screen.
    static func wait(
        for sentence: String, within limit: Duration = usual, every interval: Int32 = 20,
        evidence: () -> String = { "" }, until holds: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + limit
        while try !holds() {
            guard ContinuousClock.now < deadline else {
                throw Exhausted(
                    description: "Waited \(limit) in vain for: \(sentence)\n\(evidence())")
            }
            poll(nil, 0, interval)
        }
    }
}
