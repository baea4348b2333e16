import Mail
import Testing
import Wire

@testable import Accounts

@Suite("When the server says when to come back")
struct RetryRuleTests {
    private let now = Timestamp(seconds: 1_000)

    private func problem(_ code: String?) -> Problem {
        Problem.maildropRefused(
            Refusal(code: code, text: "no"), account: "work",
            notBefore: Timestamp(seconds: 1_500), namesReasons: false)
    }

    @Test("a maildrop in use is tried after 1, 2, 5 and then every 10 minutes")
    func inUse() {
        var rule = RetryRule()
        let waits = (0..<6).map { _ in rule.wait(for: problem("IN-USE"), now: now) }
        let minutes = [1, 2, 5, 10, 10, 10].map { Duration.seconds($0 * 60) }
        #expect(waits == minutes)
        rule.succeeded()
        #expect(rule.wait(for: problem("IN-USE"), now: now) == .seconds(60))
    }

    @Test("a refusal without a reason is tried once more after a minute; then the person is asked")
    func noReason() {
        var rule = RetryRule()
        #expect(rule.wait(for: problem(nil), now: now) == .seconds(60))
        #expect(rule.wait(for: problem(nil), now: now) == nil)
        rule.succeeded()
        #expect(rule.wait(for: problem(nil), now: now) == .seconds(60))
    }

    @Test("another trouble between the two begins the count anew")
    func between() {
        var rule = RetryRule()
        _ = rule.wait(for: problem(nil), now: now)
        #expect(rule.wait(for: problem("SYS/TEMP"), now: now) == nil)
        #expect(rule.wait(for: problem(nil), now: now) == .seconds(60))
    }

    @Test("a pause is kept to its end, a lasting trouble looked at once an hour")
    func moments() {
        var rule = RetryRule()
        #expect(rule.wait(for: problem("LOGIN-DELAY"), now: now) == .seconds(500))
        #expect(rule.wait(for: problem("SYS/PERM"), now: now) == .seconds(3_600))
        #expect(rule.wait(for: problem("AUTH"), now: now) == nil)
    }
}
