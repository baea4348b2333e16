import Glibc
import Mail
import Testing

@testable import App

@Suite("Folders that an export fills")
struct ExportFolderTests {
    private func names(in path: String) throws -> [String] {
        let folder = try FolderReader(path)
        var names: [String] = []
        while let name = folder.next() { names.append(name) }
        return names.sorted()
    }

    @Test("a file has its name only once its group is on the disk")
    func settling() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let folder = try ExportFolder("\(temporary.path)/out")
        let file = try folder.begin()
        try file.write([1, 2, 3])
        try file.keep(as: "mail", modified: Timestamp(seconds: 1_000))
        #expect(try !names(in: folder.path).contains("mail") && folder.settled == 0)
        try folder.settle()
        #expect(try names(in: folder.path) == ["mail"] && folder.settled == 1)
        var facts = stat()
        #expect(stat("\(folder.path)/mail", &facts) == 0 && facts.st_mtim.tv_sec == 1_000)
        #expect(facts.st_mode & 0o777 == 0o600 && facts.st_size == 3)
    }

    @Test("what is not kept, or whose group was not settled, leaves nothing behind")
    func unfinished() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let path = "\(temporary.path)/out"
        do {
            let folder = try ExportFolder(path)
            try folder.begin().write([1])
            try folder.begin().keep(as: "mail")
        }
        #expect(try names(in: path).isEmpty)
    }

    @Test("a name that somebody took in the meantime is not overwritten")
    func taken() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let folder = try ExportFolder("\(temporary.path)/out")
        try folder.begin().keep(as: "mail")
        try temporary.write("mine", to: "\(folder.path)/mail")
        let problem = #expect(throws: Problem.self) { try folder.settle() }
        #expect(problem?.kind == .cannotCreate)
        #expect(try MessageFile.read("\(folder.path)/mail") == Array("mine".utf8))
    }

    @Test("a file goes back to a length it had, whether or not it was written out")
    func cutting() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let folder = try ExportFolder("\(temporary.path)/out")
        let file = try folder.begin()
        try file.write([1, 2])
        try file.write([3])
        try file.cut(to: 2)
        try file.write([UInt8](repeating: 4, count: 600_000))
        try file.cut(to: 2)
        try file.write([5])
        try file.keep(as: "mail")
        try folder.settle()
        #expect(try MessageFile.read("\(folder.path)/mail") == [1, 2, 5])
    }

    @Test("the name of an eml file keeps its number and the words of the subject")
    func names() {
        #expect(EMLExport.name(7, width: 4, subject: "Re: a/b") == "0007-Re_ a_b.eml")
        #expect(EMLExport.name(12, width: 1, subject: "../../x\u{202E}y") == "12-_.._xy.eml")
        #expect(EMLExport.name(1, width: 1, subject: "\n") == "1-message.eml")
        let long = EMLExport.name(1, width: 6, subject: String(repeating: "ä", count: 500))
        #expect(long.utf8.count < 255 && long.hasSuffix(".eml"))
    }
}
