import Glibc
import Mail
import Settings
import Testing
import Wire

@testable import Accounts

@Suite("Passwords and where they come from", .timeLimit(.minutes(5)))
struct CredentialProviderTests {
    private func provider(
        _ source: CredentialSource, limit: Duration = .seconds(30)
    ) -> CredentialProvider {
        CredentialProvider(account: "work", user: "ann", source: source, limit: limit)
    }

    private func shell(_ script: String) -> CredentialSource {
        .command(["/bin/sh", "-c", script])
    }

    private func password(_ source: CredentialSource) async throws -> String {
        let credential = try await provider(source).credential()
        #expect(credential.user == "ann")
        return String(decoding: credential.secret.bytes, as: UTF8.self)
    }

    /// A problem that tells nothing of the secret, and whose it is.
    private func problem(
        _ source: CredentialSource, limit: Duration = .seconds(30)
    ) async throws -> Problem {
        let problem = try #require(
            await #expect(throws: Problem.self) {
                try await provider(source, limit: limit).credential()
            })
        #expect(problem.account == "work")
        #expect(!problem.description.contains("hunter2"))
        #expect(!problem.remedy.isEmpty)
        return problem
    }

    @Test("a command's first line is the password, whatever follows")
    func command() async throws {
        #expect(try await password(shell("printf 'hunter2\\nlogin: ann\\n'")) == "hunter2")
        #expect(try await password(shell("printf 'hunter2\\r\\n'")) == "hunter2")
        #expect(try await password(shell("printf ' with blanks '")) == " with blanks ")
    }

    @Test("a token command gives a token")
    func token() async throws {
        let source = CredentialSource.tokenCommand(["/bin/sh", "-c", "echo abc"])
        let credential = try await provider(source).credential()
        #expect(credential.proof == .token(Secret(Array("abc".utf8))))
    }

    @Test("a command that fails is a problem with its words, and without what it printed")
    func failing() async throws {
        let problem = try await problem(shell("echo hunter2; echo no key >&2; exit 3"))
        #expect(problem.kind == .loginRefused)
        #expect(problem.detail.contains("status 3"))
        #expect(problem.detail.contains("no key"))
    }

    @Test("a command that prints nothing is a problem")
    func silent() async throws {
        #expect(try await problem(shell("true")).detail == "it printed nothing")
        #expect(try await problem(shell("echo; echo hunter2")).detail == "it printed nothing")
    }

    @Test("a command that does not exist is a problem")
    func missing() async throws {
        #expect(try await problem(.command(["/nowhere/at/all"])).kind == .loginRefused)
        #expect(try await problem(.command([])).detail == "no program is named")
    }

    @Test(
        "a command that hangs is ended at its limit, with its output open or closed",
        arguments: ["sleep 600", "exec sleep 600", "exec >&- 2>&-; exec sleep 600"])
    func hanging(_ script: String) async throws {
        let problem = try await problem(shell(script), limit: .milliseconds(300))
        #expect(problem.detail.contains("did not end"))
    }

    @Test("a cancelled wait for a command ends at once")
    func cancelled() async throws {
        let wait = Task { try await provider(shell("exec sleep 600")).credential() }
        wait.cancel()
        let problem = await #expect(throws: Problem.self) { try await wait.value }
        #expect(problem?.kind == .cancelled)
    }

    @Test("a command that writes much to both of its outputs does not get stuck")
    func talkative() async throws {
        let script = "echo hunter2; yes | head -c 300000; yes | head -c 300000 >&2"
        #expect(try await password(shell(script)) == "hunter2")
    }

    @Test("a command sees the names it needs and nothing else of our surroundings")
    func surroundings() async throws {
        let names = try await password(shell("env | sed 's/=.*//' | tr '\\n' ' '"))
        let known = Set(names.split(separator: " ").map(String.init))
        #expect(known.isSuperset(of: ["HOME", "PATH"]))
        #expect(
            known.subtracting(["PWD", "SHLVL", "_", "OLDPWD"]).allSatisfy { name in
                ChildProcess.permittedNames.contains(name)
            })
    }

    @Test("a command is asked once, and again when the server refused what it gave")
    func kept() async throws {
        let folder = try TemporaryFolder()
        let count = "cd \(folder.path) && echo x >> calls && grep -c x calls"
        let provider = provider(shell(count))
        for _ in 1...3 {
            #expect(try await provider.credential().secret == Secret(Array("1".utf8)))
        }
        #expect(await !provider.renew(), "it never worked, so another try is no use")
        #expect(try await provider.credential().secret == Secret(Array("2".utf8)))
        await provider.worked()
        #expect(await provider.renew(), "it grew old")
        #expect(try await provider.credential().secret == Secret(Array("3".utf8)))
    }

    @Test("a file's first line is the password")
    func file() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("hunter2\nmore\n", to: "password")
        #expect(try await password(.file(path)) == "hunter2")
    }

    @Test("a file that others can read is refused, with the command that mends it")
    func openFile() async throws {
        let folder = try TemporaryFolder()
        for mode in [0o644, 0o660, 0o602] {
            let path = try folder.write("hunter2\n", to: "password", mode: mode)
            let problem = try await problem(.file(path))
            #expect(problem.remedy == "Run: chmod 600 '\(path)'")
        }
    }

    @Test("a file that is not there, is empty, or is no file is a problem")
    func oddFiles() async throws {
        let folder = try TemporaryFolder()
        #expect(try await problem(.file(folder.path + "/none")).detail.contains("No such file"))
        let empty = try folder.write("\nhunter2\n", to: "empty")
        #expect(try await problem(.file(empty)).detail == "its first line is empty")
        #expect(try await problem(.file(folder.path)).detail == "it is not a file")
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try await problem(.file(pipe)).detail == "it is not a file")
    }

    @Test("where the person is asked: a problem until it is typed, and again when refused")
    func asking() async throws {
        let provider = provider(.ask)
        #expect(try await problem(.ask).kind == .passwordNeeded)
        await provider.supply(Secret(Array("hunter2".utf8)))
        #expect(try await provider.credential().secret == Secret(Array("hunter2".utf8)))
        await provider.worked()
        #expect(await !provider.renew(), "only the person knows another one")
        let problem = await #expect(throws: Problem.self) { try await provider.credential() }
        #expect(problem?.kind == .passwordNeeded)
    }
}
