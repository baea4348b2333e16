import Testing

@testable import Mail

@Suite("Problem")
struct ProblemTests {
    @Test("a headline alone is the whole text")
    func headline() {
        let problem = Problem(.disk, headline: "The disk is full")
        #expect(problem.description == "The disk is full")
    }

    @Test("account, cause and remedy each have their place")
    func everything() {
        let problem = Problem(
            .loginRefused, account: "work", headline: "The login was refused",
            detail: "AUTHENTICATIONFAILED", remedy: "Check the password.")
        #expect(
            problem.description
                == "work: The login was refused (AUTHENTICATIONFAILED)\n  Check the password.")
    }

    @Test("what is empty leaves no trace")
    func parts() {
        let detail = Problem(.unreachable, headline: "No answer", detail: "timed out")
        let remedy = Problem(.settings, account: "home", headline: "No host", remedy: "Add one.")
        #expect(detail.description == "No answer (timed out)")
        #expect(remedy.description == "home: No host\n  Add one.")
    }

    @Test("string interpolation prints the description")
    func interpolation() {
        #expect("\(Problem(.ourBug, headline: "Oh"))" == "Oh")
    }
}
