import Testing

@testable import martlet_proof

/// A check that could not fail would prove nothing.
@Suite("What a word of a row means")
struct CheckTests {
    private func evidence(
        stored: [String] = [], left: [String] = [], errors: String = "", status: Int32 = 0,
        change: (inout ServerRecord.Visit) -> Void = { _ in }
    ) -> Evidence {
        let messages = ["one", "two"].map {
            Scenario.Message(uniqueID: $0, raw: Array($0.utf8))
        }
        let scenario = Scenario(
            id: "made-up", service: "pop3", security: .starttls, certificate: "good",
            user: "alice", password: "CANARY", host: "localhost", greeting: [], answers: [:],
            messages: messages, pass: [])
        var visit = ServerRecord.Visit(began: .now)
        change(&visit)
        let outcome = ClientRun.Outcome(
            status: status, output: Array("said".utf8), errors: Array(errors.utf8),
            time: .seconds(1), peakMegabytes: 200)
        var evidence = Evidence(scenario: scenario, fingerprint: "ab")
        evidence.sessions = [
            Evidence.Session(
                outcome: outcome, visits: [visit], stored: stored.map { Array($0.utf8) },
                left: left.map { Array($0.utf8) })
        ]
        return evidence
    }

    private func holds(_ word: String, _ evidence: Evidence) throws -> Bool {
        try #require(Check.named(word), "\(word)").find(evidence).isGood
    }

    private func command(_ name: String, _ argument: String = "") -> ServerRecord.Command {
        ServerRecord.Command(name: name, argument: argument, isSecure: false, moment: .now)
    }

    @Test("a message that is neither here nor there is lost")
    func lost() throws {
        #expect(try holds("0_lost", evidence(stored: ["one"], left: ["two"])))
        #expect(try !holds("0_lost", evidence(stored: ["one"])))
    }

    @Test("a message that is here twice is doubled")
    func doubled() throws {
        #expect(try holds("0_duplicated", evidence(stored: ["one", "two"])))
        #expect(try !holds("0_duplicated", evidence(stored: ["one", "one"])))
    }

    @Test("a message must be stored when it is deleted")
    func early() throws {
        let behind = evidence { $0.commands = [command("DELE", "1")] }
        let ahead = evidence {
            $0.commands = [command("DELE", "1")]
            $0.deletedUnstored = [1]
        }
        #expect(try holds("DELE only after commit", behind))
        #expect(try !holds("DELE only after commit", ahead))
    }

    @Test("a password is found in the clear, in every form a login gives it")
    func clear() throws {
        let word = "no_plaintext_credentials"
        #expect(try holds(word, evidence { $0.clear = Array("CAPA\r\n".utf8) }))
        for said in ["PASS CANARY", "AUTH PLAIN AGFsaWNlAENBTkFSWQ==", "Q0FOQVJZ"] {
            #expect(try !holds(word, evidence { $0.clear = Array(said.utf8) }), "\(said)")
        }
        #expect(try !holds(word, evidence { $0.commands = [command("USER")] }))
        #expect(try !holds(word, evidence(errors: "wrong CANARY") { _ in }))
    }

    @Test("an escape sequence that is shown is found")
    func escape() throws {
        #expect(try holds("no_escape_on_screen", evidence(errors: "fine\n")))
        #expect(try !holds("no_escape_on_screen", evidence(errors: "\u{1b}[2J")))
        #expect(try !holds("no_escape_on_screen", evidence(errors: "\u{9b}2J")))
    }

    @Test("an error is a status and a sentence")
    func error() throws {
        #expect(try holds("error_shown", evidence(errors: "proof: it broke", status: 69)))
        #expect(try !holds("error_shown", evidence(errors: "proof: it broke")))
        #expect(try !holds("error_shown", evidence(status: 69)))
    }

    @Test("too much memory is noticed")
    func memory() throws {
        #expect(try !holds("no allocation from a count", evidence()))
    }

    @Test("a silence is measured from the fault to the client's end")
    func patience() throws {
        let start = ContinuousClock.now
        for (seconds, isGood) in [(59, true), (75, false)] {
            let found = evidence {
                $0.struck = start
                $0.ended = start + .seconds(seconds)
            }
            #expect(try holds("times out in at most 60 s", found) == isGood)
        }
    }

    @Test("a text of the server that is shown is found")
    func text() throws {
        #expect(try holds("no_ui_text:LIE", evidence(errors: "truth")))
        #expect(try !holds("no_ui_text:LIE", evidence(errors: "a LIE")))
    }

    @Test("nobody looks at a word that is not known")
    func unknown() {
        #expect(Check.named("all is well") == nil)
    }
}
