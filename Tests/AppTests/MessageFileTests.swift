import Glibc
import Mail
import Testing

@testable import App

@Suite("A message in a file")
struct MessageFileTests {
    private func reason(_ path: String) -> String {
        do throws(Problem) {
            _ = try MessageFile.read(path)
            return ""
        } catch {
            return error.detail
        }
    }

    @Test("a file is read whole, an empty one too")
    func reading() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let path = "\(temporary.path)/mail"
        for text in ["", "Subject: x\r\n\r\nbody"] {
            try temporary.write(text, to: path)
            #expect(try MessageFile.read(path) == Array(text.utf8))
            unlink(path)
        }
    }

    @Test("what is no file is told at once and never waited for")
    func others() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        mkfifo("\(temporary.path)/pipe", 0o600)
        #expect(reason(temporary.path) == "it is a directory")
        #expect(reason("\(temporary.path)/pipe") == "it is not a file")
        #expect(reason("/dev/zero") == "it is not a file")
        #expect(reason("\(temporary.path)/none") == "No such file or directory")
    }

    @Test("a file of the largest size is read, one octet more is told")
    func size() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let path = "\(temporary.path)/mail"
        try temporary.write("", to: path)
        // A file of holes takes no room on the disk.
        #expect(truncate(path, off_t(Limits.messageFileOctets)) == 0)
        #expect(try MessageFile.read(path).count == Limits.messageFileOctets)
        #expect(truncate(path, off_t(Limits.messageFileOctets + 1)) == 0)
        #expect(reason(path) == "it is larger than 256 MiB")
    }
}
