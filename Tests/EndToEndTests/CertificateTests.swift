import Foundation
import Testing

extension EndToEnd {
    @Suite("Certificates")
    struct CertificateTests {
        private func account(
            _ kind: AccountText.Kind, _ user: MailUser,
            at validity: CertificateAuthority.Validity = .good
        ) -> AccountText {
            (kind == .imap ? AccountText.imap("mail", user) : .pop("mail", user)).with {
                $0.host = DovecotServer.address(validity)
            }
        }

        private func fingerprint(
            _ server: DovecotServer, _ validity: CertificateAuthority.Validity
        ) throws -> String {
            try CertificateAuthority.fingerprint(of: try #require(server.certificates[validity]))
        }

        @Test(
            "an unknown issuer is 77, tells the fingerprint, and gets no password",
            arguments: [AccountText.Kind.imap, .pop])
        func unknownIssuer(kind: AccountText.Kind) throws {
            let server = try DovecotServer.shared()
            let user = try server.newUser("untrusting")
            let home = try MartletHome(
                account(kind, user).with { $0.certificateFile = nil })
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            let pin = try fingerprint(server, .good)
            #expect(outcome.errorText.contains("sha256:\(pin)"))
            #expect(!server.log.contains("user=<\(user.name)>"))
        }

        @Test(
            "the fingerprint that was told, once pinned, is trusted",
            arguments: [AccountText.Kind.imap, .pop])
        func pinned(kind: AccountText.Kind) throws {
            let server = try DovecotServer.shared()
            let user = try server.newUser()
            let unpinned = account(kind, user).with { $0.certificateFile = nil }
            let home = try MartletHome(unpinned)
            let told = try home.run("check").errorText
            let match = try #require(told.firstMatch(of: /sha256:[0-9a-f]{64}/))
            try home.write([unpinned.with { $0.fingerprint = String(match.0) }])
            #expect(try home.run("check").status == 0)
        }

        @Test("another key than the pinned one is 77")
        func wrongPin() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(
                account(.imap, user).with {
                    $0.certificateFile = nil
                    $0.fingerprint = "sha256:" + String(repeating: "ab", count: 32)
                })
            #expect(try home.run("check").status == 77)
        }

        @Test("a certificate for another name is 77 although its issuer is known")
        func wrongName() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(account(.imap, user, at: .wrongName))
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            #expect(outcome.errorText.contains("sha256:"))
        }

        @Test("a pinned fingerprint excuses the wrong name")
        func wrongNamePinned() throws {
            let server = try DovecotServer.shared()
            let user = try server.newUser()
            let pin = try fingerprint(server, .wrongName)
            let home = try MartletHome(
                account(.imap, user, at: .wrongName).with { $0.fingerprint = "sha256:\(pin)" })
            #expect(try home.run("check").status == 0)
        }

        @Test("an expired certificate is 77, pinned or not", arguments: [true, false])
        func expired(isPinned: Bool) throws {
            let server = try DovecotServer.shared()
            let user = try server.newUser("expired")
            let pin = try fingerprint(server, .expired)
            let home = try MartletHome(
                account(.imap, user, at: .expired).with {
                    if isPinned { $0.fingerprint = "sha256:\(pin)" }
                })
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            #expect(outcome.errorText.contains("expired"))
            #expect(!server.log.contains("user=<\(user.name)>"))
        }

        @Test(
            "a server that offers no STARTTLS gets no password",
            arguments: [AccountText.Kind.imap, .pop])
        func strippedStartTLS(kind: AccountText.Kind) throws {
            let server = try DovecotServer(offersTLS: false)
            defer { #expect(throws: Never.self) { try server.stop() } }
            let user = try server.newUser("stripped")
            let home = try MartletHome(
                account(kind, user).with {
                    $0.security = "starttls"
                    $0.port = kind == .imap ? server.ports.imap : server.ports.pop3
                })
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            #expect(!server.log.contains("user=<\(user.name)>"))
        }
    }
}
