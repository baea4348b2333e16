import DemoServer
import Foundation
import Mail
import Testing
import Transport
import Wire

@testable import Accounts

@Suite("Logins by SCRAM over real connections", .timeLimit(.minutes(5)))
struct SCRAMLoginTests {
    /// One account at a server that offers these mechanisms and nothing else but LOGIN or USER.
    private struct Side {
        let room: Mailroom
        let log: CommandLog
        let backend: any Backend

        init(
            _ kind: AccountKind, _ mechanisms: [SASLMechanism], tls: Bool = false,
            auth: String = "auto", password: String = "pw", script: Script = Script()
        ) async throws {
            let room = try Mailroom(.ann(["a", "b"]))
            let security: ServerSecurity = tls ? .tls(try Side.identity()) : .none
            let service =
                switch kind {
                case .imap:
                    try await room.server.startIMAP(
                        security: security, options: IMAPOptions(mechanisms: mechanisms),
                        script: script)
                case .pop:
                    try await room.server.startPOP(
                        security: security, options: POPOptions(mechanisms: mechanisms),
                        script: script)
                }
            try self.init(
                kind, room, service.log, port: service.port, tls: tls, auth: auth,
                password: password)
        }

        init(
            _ kind: AccountKind, _ room: Mailroom, _ log: CommandLog, port: UInt16, tls: Bool,
            auth: String = "auto", password: String = "pw"
        ) throws {
            self.room = room
            self.log = log
            var access = room.access(port: port)
            access.auth = auth
            if tls {
                access.allowsPlaintext = false
                access.endpoint.security = .tls
                access.endpoint.fingerprint = Side.fingerprint
            }
            let account = try room.adopt(kind)
            switch kind {
            case .imap:
                backend = IMAPBackend(
                    account: account, access: access, credentials: room.credentials(password),
                    store: room.store, network: room.network)
            case .pop:
                backend = POPBackend(
                    account: account, access: access, policy: .afterDownload, poll: .seconds(300),
                    credentials: room.credentials(password), store: room.store,
                    network: room.network, clock: { [room] in room.now })
            }
        }

        static func identity() throws -> ServerIdentity {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Fixtures/tls").path(percentEncoded: false)
            return try ServerIdentity(
                certificateFile: folder + "/server.pem", keyFile: folder + "/server.key")
        }

        /// SHA-256 of the public key in the fixture.
        private static let fingerprint: [UInt8] = [
            0xA4, 0x8B, 0x52, 0xA1, 0x98, 0xA3, 0xA8, 0xB6, 0x93, 0xB0, 0xD8, 0x7B, 0x25, 0x45,
            0xBD, 0x2E, 0x24, 0x09, 0xF8, 0x59, 0xF4, 0xB8, 0xF8, 0x12, 0xD7, 0xF3, 0x7E, 0x41,
            0xE0, 0xCB, 0x8A, 0x1D,
        ]

        /// The problem a trial connection ends in.
        func problem() async -> Problem? {
            await #expect(throws: Problem.self) { _ = try await backend.check() }
        }

        /// How often a login was tried; one that shows the password to a command counts double.
        var logins: Int {
            let commands = ["AUTHENTICATE", "AUTH", "LOGIN", "LOGIN", "USER", "PASS"]
            return commands.map(log.count(of:)).reduce(0, +)
        }
    }

    private static let kinds: [AccountKind] = [.imap, .pop]
    private static let scrams: [SASLMechanism] = [.scramSHA256, .scramSHA1]

    @Test("mail comes in after a login by SCRAM", arguments: kinds, scrams)
    func logsIn(kind: AccountKind, mechanism: SASLMechanism) async throws {
        let side = try await Side(kind, [mechanism])
        #expect(try await side.backend.synchronise(.everything).new == 2)
        #expect(side.logins == 1)
    }

    @Test(
        "inside TLS the login is bound to the connection", arguments: kinds,
        [SASLMechanism.scramSHA256Plus, .scramSHA1Plus])
    func bindsChannel(kind: AccountKind, mechanism: SASLMechanism) async throws {
        let side = try await Side(kind, [mechanism], tls: true)
        let report = try await side.backend.check()
        #expect(report.encryption.hasPrefix("TLSv1.3"))
        #expect(side.logins == 1)
        let insisting = try await Side(
            kind, [.plain, .scramSHA256, mechanism], tls: true, auth: mechanism.rawValue)
        #expect(try await insisting.backend.synchronise(.everything).new == 2)
        #expect(insisting.logins == 1)
    }

    @Test("a server inside TLS that binds no channels is spoken to all the same", arguments: kinds)
    func unbound(kind: AccountKind) async throws {
        let side = try await Side(kind, [.scramSHA256], tls: true)
        _ = try await side.backend.check()
        #expect(side.logins == 1)
    }

    @Test("a person may choose to go without the binding", arguments: kinds)
    func chosen(kind: AccountKind) async throws {
        let side = try await Side(
            kind, [.scramSHA256, .scramSHA256Plus], tls: true, auth: "scram-sha-256")
        _ = try await side.backend.check()
        #expect(side.logins == 1)
    }

    @Test("a wrong password is told as one, after one try and none in the clear", arguments: kinds)
    func wrong(kind: AccountKind) async throws {
        let side = try await Side(kind, [.plain, .login, .scramSHA256], password: "not it")
        #expect(await side.problem()?.kind == .loginRefused)
        #expect(side.logins == 1)
    }

    @Test("what a person insists on is not replaced by something weaker", arguments: kinds)
    func insisted(kind: AccountKind) async throws {
        let side = try await Side(kind, [.plain, .login], auth: "scram-sha-256")
        #expect(await side.problem()?.kind == .loginRefused)
        #expect(side.logins == 1)
        let plain = try await Side(kind, [.scramSHA256], auth: "scram-sha-256-plus")
        #expect(await plain.problem()?.kind == .loginRefused)
        #expect(plain.logins == 0)
    }

    @Test("somebody who sits between the two ends is noticed", arguments: kinds)
    func between(kind: AccountKind) async throws {
        let room = try Mailroom()
        let context = ServiceContext(world: room.world)
        let mechanisms: [SASLMechanism] = [.plain, .scramSHA256, .scramSHA256Plus]
        let security = ServerSecurity.tls(try Side.identity())
        let service =
            switch kind {
            case .imap:
                try OneService(
                    Relayed(
                        IMAPServerSession(
                            context: context, options: IMAPOptions(mechanisms: mechanisms),
                            isSecure: true)), network: room.network, security: security)
            case .pop:
                try OneService(
                    Relayed(
                        POPServerSession(
                            context: context, options: POPOptions(mechanisms: mechanisms),
                            isSecure: true)), network: room.network, security: security)
            }
        let side = try Side(kind, room, context.log, port: service.port, tls: true)
        let problem = await side.problem()
        #expect(problem?.kind == .certificate)
        #expect(problem?.headline == "Somebody may sit between here and the server")
        #expect(side.logins == 1)
        await service.stop()
    }

    @Test("a server that lets us in without a proof is told as one to doubt", arguments: kinds)
    func impostor(kind: AccountKind) async throws {
        let command = kind == .imap ? "AUTHENTICATE" : "AUTH"
        let answer = kind == .imap ? "$TAG OK [CAPABILITY IMAP4rev1] welcome" : "+OK welcome"
        let side = try await Side(
            kind, [.plain, .scramSHA256],
            script: Script([.init(command, .instead(Script.lines(answer)))]))
        let problem = await side.problem()
        #expect(problem?.kind == .certificate)
        #expect(problem?.remedy.contains("No password was sent") == true)
        #expect(side.logins == 1)
    }

    @Test("no two logins have the same nonce")
    func nonces() {
        let nonces = (0..<100).map { _ in LoginNonce.make() }
        #expect(Set(nonces).count == 100)
        #expect(nonces.allSatisfy { $0.utf8.count == 24 && !$0.contains(",") })
    }
}
