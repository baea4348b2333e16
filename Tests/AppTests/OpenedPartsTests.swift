import Glibc
import MIME
import Mail
import Testing

@testable import App

@Suite("Parts that other programs show")
struct OpenedPartsTests {
    private func message(_ type: String, _ disposition: String) -> ParsedMessage {
        ParsedMessage(
            Array(
                """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: \(type)
                Content-Disposition: \(disposition)
                Content-Transfer-Encoding: base64

                aGVsbG8=
                --b--
                """.utf8))
    }

    private func name(_ type: String, _ disposition: String) throws -> String {
        let message = message(type, disposition)
        return OpenedParts.name(of: try #require(message.part(numbered: "1")), in: message).text
    }

    @Test("a copy is private, cannot be run, and keeps the name of the part")
    func writing() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let opened = OpenedParts(temporary.paths)
        let message = message("text/plain", "attachment; filename=\"../note.txt\"")
        let part = try #require(message.part(numbered: "1"))
        let first = try opened.write(part, of: message)
        let second = try opened.write(part, of: message)
        #expect(first != second)
        for path in [first, second] {
            #expect(path.hasPrefix(temporary.path) && path.hasSuffix("/note.txt"))
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            #expect(facts.st_size == 5)
        }
        opened.remove()
        #expect(access(first, F_OK) != 0)
    }

    @Test("what an ended process left is removed, what a living one has stays")
    func leftovers() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let opened = OpenedParts(temporary.paths)
        let message = message("text/plain", "attachment; filename=note.txt")
        let own = try opened.write(try #require(message.part(numbered: "1")), of: message)
        // Beyond the largest number a process can have.
        let dead = "\(opened.base)/99999999"
        mkdir(dead, 0o700)
        try temporary.write("left", to: "\(dead)/file")
        opened.removeLeftovers()
        #expect(access(dead, F_OK) != 0)
        #expect(access(own, F_OK) == 0)
    }

    @Test("a name without an extension gets the one of its type")
    func extensions() throws {
        #expect(try name("application/pdf", "attachment; filename=report") == "report.pdf")
        #expect(try name("application/pdf", "attachment; filename=a.txt") == "a.txt")
        #expect(try name("image/png", "attachment") == "part 1.png")
        #expect(try name("application/x-unheard-of", "attachment; filename=a") == "a")
    }

    @Test(
        "a file that a desktop may run is not opened, whatever its type says",
        arguments: ["a.desktop", "a.SH", "a.pdf.exe", "photo.jpg.lnk", "x.py"])
    func programs(name: String) {
        #expect(SafeFileName(name).namesProgram)
        #expect(!SafeFileName(name + ".txt").namesProgram)
    }

    @Test("an enclosed message without a name is saved under its subject")
    func enclosed() throws {
        let message = ParsedMessage(
            Array(
                """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: message/rfc822

                Subject: Budget: the 2nd try

                Hello
                --b--
                """.utf8))
        let part = try #require(message.part(numbered: "1"))
        let name = OpenedParts.name(of: part, in: message).text
        #expect(name.hasPrefix("Budget") && name.hasSuffix("the 2nd try.eml"))
    }

    @Test("what is a program by its octets is not opened, whatever its name says")
    func programs() throws {
        let message = ParsedMessage(
            Array(
                """
                Content-Type: image/png; name=photo.png
                Content-Disposition: attachment; filename=photo.png
                Content-Transfer-Encoding: base64

                f0VMRgIBAQAAAAAAAAAAAAMAPgABAAAA
                """.utf8))
        let found = try #require(MessagePart("1", in: message))
        let name = OpenedParts.name(of: found.part, in: message)
        #expect(throws: Problem.self) { try PartEffects.refuseToRun(found, name) }
        let honest = self.message("image/png", "attachment; filename=photo.png")
        let other = try #require(MessagePart("1", in: honest))
        try PartEffects.refuseToRun(other, OpenedParts.name(of: other.part, in: honest))
    }
}
