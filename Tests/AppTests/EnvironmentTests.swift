import Glibc
import Mail
import Testing

@testable import App

@Suite("The program's surroundings")
struct EnvironmentTests {
    @Test("a temporary folder is private and goes with all that is in it, but not through links")
    func temporary() throws {
        let outside = try TemporaryFolder()
        defer { outside.remove() }
        try outside.write("stays", to: "\(outside.path)/file")
        let folder = try TemporaryFolder()
        var facts = stat()
        #expect(stat(folder.path, &facts) == 0 && facts.st_mode & 0o077 == 0)
        mkdir("\(folder.path)/sub", 0o700)
        try folder.write("goes", to: "\(folder.path)/sub/file")
        symlink(outside.path, "\(folder.path)/link")
        folder.remove()
        #expect(access(folder.path, F_OK) != 0)
        #expect(access("\(outside.path)/file", F_OK) == 0)
    }

    @Test("the last place survives the end of the program")
    func lastPlace() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        mkdir("\(folder.path)/martlet", 0o700)
        let last = LastPlace(folder.paths)
        #expect(last.read() == nil)
        last.write(.init(scope: .mailbox(MailboxID(7)), entry: EntryID(9)))
        #expect(last.read() == .init(scope: .mailbox(MailboxID(7)), entry: EntryID(9)))
        last.write(.init(scope: .unified(.inbox)))
        #expect(last.read() == .init(scope: .unified(.inbox)))
    }

    @Test("a ring wakes the owner of the socket, and nobody is harmed when there is none")
    func waking() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.paths.wakeSocket
        WakeSocket.ring(path: path)
        let socket = try #require(WakeSocket(path: path))
        WakeSocket.ring(path: path)
        var watch = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&watch, 1, 1_000) == 1)
        socket.silence()
        #expect(poll(&watch, 1, 0) == 0)
    }

    @Test("each kind of problem has the exit status of the manual")
    func exitStatus() {
        #expect(ExitStatus(.unreachable).rawValue == 69)
        #expect(ExitStatus(.loginRefused).rawValue == 77)
        #expect(ExitStatus(.certificate).rawValue == 77)
        #expect(ExitStatus(.passwordNeeded).rawValue == 77)
        #expect(ExitStatus(.protocolBroken).rawValue == 76)
        #expect(ExitStatus(.settings).rawValue == 78)
        #expect(ExitStatus(.usage).rawValue == 64)
        #expect(ExitStatus(.disk).rawValue == 74)
        #expect(ExitStatus(.busy).rawValue == 75)
        #expect(ExitStatus(.ourBug).rawValue == 70)
    }
}
