import Testing
import Wire

@testable import Transport

@Suite("SCRAM arithmetic") struct SCRAMTaskTests {
    private func octets(_ text: String) throws -> [UInt8] {
        try #require(Base64.decode(text.utf8))
    }

    @Test("the numbers of RFC 5802 §5 come out")
    func sha1() throws {
        let nonce = "fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j"
        let task = SCRAMTask(
            hash: .sha1, password: Secret("pencil".utf8), salt: try octets("QSXCR+Q6sek8bf92"),
            iterations: 4_096,
            message: Array(
                ("n=user,r=fyko+d2lbbFgONRv9qkxdawL,r=\(nonce),s=QSXCR+Q6sek8bf92,i=4096,"
                    + "c=biws,r=\(nonce)").utf8))
        let proof = try #require(task.solve())
        #expect(proof.clientProof == (try octets("v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")))
        #expect(proof.serverSignature == (try octets("rmF9pqV8S7suAoZWja4dJRkFsKQ=")))
    }

    @Test("the numbers of RFC 7677 §3 come out")
    func sha256() throws {
        let nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
        let task = SCRAMTask(
            hash: .sha256, password: Secret("pencil".utf8),
            salt: try octets("W22ZaJ0SNY7soEsUEjb6gQ=="), iterations: 4_096,
            message: Array(
                ("n=user,r=rOprNGfwEbeRWgbNEkqO,r=\(nonce),s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
                    + "c=biws,r=\(nonce)").utf8))
        let proof = try #require(task.solve())
        #expect(
            proof.clientProof == (try octets("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")))
        #expect(
            proof.serverSignature == (try octets("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")))
    }

    @Test("an empty password and an impossible count do not trap")
    func extremes() {
        let empty = SCRAMTask(
            hash: .sha1, password: Secret([]), salt: [1], iterations: 1, message: [])
        #expect(empty.solve()?.clientProof.count == 20)
        for iterations in [0, -1, Int.max] {
            let task = SCRAMTask(
                hash: .sha256, password: Secret([1]), salt: [1], iterations: iterations,
                message: [])
            #expect(task.solve() == nil)
        }
    }

    @Test("a machine that asks for arithmetic gets it, and then goes on")
    func connection() async throws {
        let loopback = try Loopback()
        let (client, server) = try await loopback.pair(LineMachine())
        let task = SCRAMTask(
            hash: .sha256, password: Secret("pw".utf8), salt: [1], iterations: 4_096, message: [2])
        try await client.tell { machine in
            machine.prove(task)
            machine.say("after\r\n")
        }
        #expect(try await client.events() == [.proved(try #require(task.solve()?.clientProof))])
        #expect(try await server.events() == [.line("after")])
    }

    @Test("arithmetic that takes too long is given up at the deadline")
    func deadline() async throws {
        let loopback = try Loopback()
        let (client, _) = try await loopback.pair(LineMachine())
        let task = SCRAMTask(
            hash: .sha1, password: Secret("pw".utf8), salt: [1], iterations: 1_000_000, message: [])
        try await client.tell { $0.prove(task) }
        await #expect(throws: TransportFault.timedOut(.computing)) {
            try await client.events(until: .now - .seconds(1))
        }
    }
}
