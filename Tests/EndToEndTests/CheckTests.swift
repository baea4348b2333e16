import Foundation
import Testing

extension EndToEnd {
    @Suite("check")
    struct CheckTests {
        /// Every way to a server: its port, its settings.
        enum Way: String, CaseIterable {
            case imaps, pop3s, imapStartTLS, pop3STLS

            func account(_ user: MailUser) -> AccountText {
                switch self {
                case .imaps: .imap("mail", user)
                case .pop3s: .pop("mail", user)
                case .imapStartTLS:
                    AccountText.imap("mail", user).with {
                        $0.port = user.server.ports.imap
                        $0.security = "starttls"
                    }
                case .pop3STLS:
                    AccountText.pop("mail", user).with {
                        $0.port = user.server.ports.pop3
                        $0.security = "starttls"
                    }
                }
            }
        }

        @Test(
            "every way to a server logs in over TLS, and no password is sent",
            arguments: Way.allCases)
        func ways(way: Way) throws {
            let user = try DovecotServer.shared().newUser("way")
            let home = try MartletHome(way.account(user))
            let lines = try home.lines(CheckLine.self, "check")
            #expect(lines.map(\.account) == ["mail"])
            #expect(lines.first?.capabilities.isEmpty == false)
            let login = try #require(lastLogin(of: user))
            #expect(login.contains("TLS"), "the server says: \(login)")
            #expect(login.contains("method=SCRAM-SHA-256"), "the server says: \(login)")
        }

        @Test("without --json a person reads that the login worked")
        func text() throws {
            let user = try DovecotServer.shared().newUser()
            let outcome = try MartletHome(.imap("mail", user)).run("check")
            #expect(outcome.status == 0)
            #expect(outcome.text.contains("mail: logged in"))
        }

        @Test("a literal password in a file of mode 0600 logs in")
        func literalPassword() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(
                AccountText.imap("mail", user).with {
                    $0.password = .literal(DovecotServer.password)
                })
            #expect(try home.run("check").status == 0)
        }

        @Test(
            "a wrong password is refused with 77, and no password is printed",
            arguments: Way.allCases)
        func wrongPassword(way: Way) throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(
                way.account(user).with { $0.password = .command("wrong-password") })
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            #expect(outcome.errorText.contains("refused"))
            let said = outcome.text + outcome.errorText + home.log
            #expect(!said.contains("wrong-password"))
        }

        @Test("a password that must be asked for without a terminal is 77")
        func passwordNeeded() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(
                AccountText.pop("mail", user).with { $0.password = .asked })
            let outcome = try home.run("check")
            #expect(outcome.status == 77)
            #expect(outcome.errorText.contains("password"))
        }

        @Test("of several accounts the first failure gives the status, and all are tried")
        func several() throws {
            let server = try DovecotServer.shared()
            let (good, bad) = (try server.newUser(), try server.newUser())
            let home = try MartletHome(
                AccountText.pop("bad", bad).with { $0.password = .command("wrong") },
                .imap("good", good))
            let outcome = try home.run("check", "--json")
            #expect(outcome.status == 77)
            #expect(outcome.text.contains("\"good\""))
            #expect(try home.run("check", "good").status == 0)
        }

        @Test("an account the settings do not name is 64 and told")
        func unknownAccount() throws {
            let user = try DovecotServer.shared().newUser()
            let outcome = try MartletHome(.imap("mail", user)).run("check", "maill")
            #expect(outcome.status == 64)
            #expect(outcome.errorText.contains("maill"))
        }

        // MARK: Not reachable

        @Test("a host that does not exist is 69")
        func unknownHost() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(
                AccountText.imap("mail", user).with { $0.host = "mail.invalid" })
            let outcome = try home.run("check")
            #expect(outcome.status == 69)
            #expect(outcome.errorText.contains("mail.invalid"))
        }

        @Test("a port where nobody listens is 69")
        func closedPort() throws {
            let user = try DovecotServer.shared().newUser()
            let port = try #require(try FreePorts.take(1).first)
            let home = try MartletHome(AccountText.pop("mail", user).with { $0.port = port })
            let outcome = try home.run("check")
            #expect(outcome.status == 69)
            #expect(outcome.errorText.contains("\(port)"))
        }

        private func lastLogin(of user: MailUser) -> String? {
            user.server.log.split(separator: "\n").map(String.init).last {
                $0.contains("Login: user=<\(user.name)>")
            }
        }
    }
}
