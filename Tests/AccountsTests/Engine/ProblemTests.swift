import Mail
import POP
import Storage
import Testing
import Wire

@testable import Accounts
@testable import Transport

@Suite("What a person is told when something failed")
struct ProblemTests {
    /// A sentence that begins with a capital (or the host's name) and names the account.
    private func expectSentence(
        _ problem: Problem, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(problem.account == "work", sourceLocation: sourceLocation)
        #expect(problem.headline.count > 8, sourceLocation: sourceLocation)
        #expect(!problem.headline.contains("TransportFault"), sourceLocation: sourceLocation)
        #expect(problem.description.hasPrefix("work: "), sourceLocation: sourceLocation)
        for text in [problem.headline, problem.detail, problem.remedy] {
            #expect(text == text.withoutControls, sourceLocation: sourceLocation)
        }
        let needsHands: Set<Problem.Kind> = [.loginRefused, .certificate, .settings]
        if needsHands.contains(problem.kind) {
            #expect(problem.remedy.hasSuffix("."), sourceLocation: sourceLocation)
        }
    }

    private static let untrusted = CertificateFault(
        kind: .expired, reason: "it has expired", host: "mail.example.org", issuer: "CN=Nobody",
        validFrom: "2020-01-01", validUntil: "2021-01-01", fingerprint: "abcd")

    private static let faults: [(TransportFault, Problem.Kind)] = [
        (.unknownHost(host: "mail.example.org", reason: "no such name"), .unreachable),
        (.cannotConnect(host: "mail.example.org", port: 993, reason: "refused"), .unreachable),
        (.certificate(untrusted), .certificate),
        (.tlsFailed(reason: "wrong version"), .certificate),
        (.timedOut(.resolving), .unreachable), (.timedOut(.connecting), .unreachable),
        (.timedOut(.handshake), .unreachable), (.timedOut(.reading), .unreachable),
        (.timedOut(.computing), .unreachable),
        (.timedOut(.writing), .unreachable), (.closed, .unreachable), (.truncated, .unreachable),
        (.wire(WireFault(expected: "a tag", excerpt: "garbage")), .protocolBroken),
        (.wire(WireFault(expected: "a tag")), .protocolBroken), (.cancelled, .cancelled),
    ]

    @Test("by the connection", arguments: faults.indices)
    func connection(_ index: Int) {
        let (fault, kind) = ProblemTests.faults[index]
        let problem = Problem(fault, account: "work")
        #expect(problem.kind == kind)
        expectSentence(problem)
    }

    @Test("a server that did not prove itself: no password was sent, and nothing is tried again")
    func doubts() {
        let doubts: [ServerDoubt] = [
            .noSignature, .wrongSignature, .otherChannel, .tooFewRounds(1), .tooManyRounds(.max),
        ]
        for doubt in doubts {
            let problem = Problem(doubt, account: "work")
            #expect(problem.kind == .certificate)
            #expect(problem.remedy.contains("No password was sent"))
            expectSentence(problem)
        }
    }

    @Test("a certificate that is not trusted: who issued it, and how to trust it all the same")
    func certificate() {
        let problem = Problem(TransportFault.certificate(ProblemTests.untrusted), account: "work")
        #expect(problem.headline.contains("mail.example.org"))
        #expect(problem.headline.contains("expired"))
        #expect(problem.detail.contains("CN=Nobody"))
        #expect(problem.remedy.contains("fingerprint = \"sha256:abcd\""))
        #expect(problem.remedy.contains("No password was sent"))
    }

    private static let obstacles: [LoginObstacle] = [
        .serverUnavailable(Refusal(text: "Down")), .tlsNotOffered, .plaintextForbidden,
        .noMechanism(offered: ["GSSAPI"]), .noMechanism(offered: []), .unsendableCredential,
        .mechanismUnusable(.scramSHA256Plus), .mechanismUnusable(.scramSHA1),
    ]

    @Test("before a login was possible", arguments: obstacles)
    func obstacle(_ obstacle: LoginObstacle) {
        let problem = Problem(obstacle, account: "work")
        if case .serverUnavailable = obstacle {
            #expect(problem.kind == .unreachable)
        } else {
            #expect(problem.kind == .loginRefused)
            #expect(problem.remedy.contains("No password was sent"))
        }
        expectSentence(problem)
    }

    @Test(
        "by the store",
        arguments: [StoreFault.full(path: "/m"), .busy, .damaged(path: "/m", detail: "x")])
    func store(_ fault: StoreFault) {
        let problem = Problem(fault, account: "work")
        #expect(problem.kind == fault.kind)
        expectSentence(problem)
    }

    @Test("by a server that says no")
    func refusal() {
        let problem = Problem(Refusal(text: "Quota"), doing: "move it", account: "work")
        #expect(problem.description == "work: The server would not move it (Quota)")
        expectSentence(problem)
        expectSentence(Problem.loginRefused(Refusal(text: ""), account: "work"))
    }
}
