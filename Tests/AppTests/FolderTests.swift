import Glibc
import Mail
import Testing

@testable import App

@Suite("Files made for mail")
struct FolderTests {
    private func folder(in temporary: TemporaryFolder) throws -> Folder {
        try Folder(TypedPath(typed: temporary.path, home: "/"))
    }

    private func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) { names.append(TemporaryFolder.name(of: entry)) }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    @Test("an attachment never overwrites a file and gets a number instead")
    func numbers() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let folder = try folder(in: temporary)
        for expected in ["plan.txt", "plan-1.txt", "plan-2.txt"] {
            let file = try folder.create(SafeFileName("../../etc/plan.txt"))
            try file.write(Array("text".utf8)[...])
            #expect(try file.finish() == "\(temporary.path)/\(expected)")
        }
        #expect(names(in: temporary.path) == ["plan-1.txt", "plan-2.txt", "plan.txt"])
    }

    @Test("a file is private and cannot be run")
    func mode() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let path = try folder(in: temporary).create(SafeFileName("run.sh")).finish()
        var facts = stat()
        #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 & ~0o600 == 0)
    }

    @Test("a link in the way is neither followed nor replaced")
    func link() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        symlink("\(temporary.path)/elsewhere", "\(temporary.path)/plan.txt")
        let file = try folder(in: temporary).create(SafeFileName("plan.txt"))
        #expect(try file.finish() == "\(temporary.path)/plan-1.txt")
        #expect(access("\(temporary.path)/elsewhere", F_OK) != 0)
    }

    @Test("a file that was not finished leaves nothing behind")
    func unfinished() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        do {
            let file = try folder(in: temporary).create(SafeFileName("half"))
            try file.write([1, 2, 3])
        }
        #expect(names(in: temporary.path).isEmpty)
    }

    @Test("what happens to a folder's path after it was opened leads nowhere else")
    func moved() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        mkdir("\(temporary.path)/chosen", 0o700)
        mkdir("\(temporary.path)/other", 0o700)
        let folder = try Folder(TypedPath(typed: "\(temporary.path)/chosen", home: "/"))
        rename("\(temporary.path)/chosen", "\(temporary.path)/moved")
        symlink("\(temporary.path)/other", "\(temporary.path)/chosen")
        _ = try folder.create(SafeFileName("plan.txt")).finish()
        #expect(names(in: "\(temporary.path)/other").isEmpty)
        #expect(names(in: "\(temporary.path)/moved") == ["plan.txt"])
    }

    @Test("a file the person names and that exists is refused, and stays as it is")
    func existing() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        let path = "\(temporary.path)/there"
        try temporary.write("precious", to: path)
        #expect(throws: Problem.self) { try Folder.create(TypedPath(typed: path, home: "/")) }
        var facts = stat()
        #expect(stat(path, &facts) == 0 && facts.st_size == 8)
    }

    @Test(
        "a path that names no file, or leads into no folder, is told", arguments: ["", "/", "no/"])
    func nowhere(path: String) {
        #expect(throws: Problem.self) { try Folder.create(TypedPath(typed: path, home: "/")) }
        #expect(throws: Problem.self) {
            try Folder.create(TypedPath(typed: "/no such folder/file", home: "/"))
        }
    }

    @Test("~ is the home folder, and nothing else is special in a path")
    func home() {
        #expect(TypedPath(typed: "~/a b", home: "/h").text == "/h/a b")
        #expect(TypedPath(typed: "~", home: "/h").text == "/h")
        #expect(TypedPath(typed: "~x/$HOME/*", home: "/h").text == "~x/$HOME/*")
        #expect(TypedPath(typed: "plain", home: "/h").place?.folder.text == ".")
    }

    @Test("a folder of our own that others may enter is not used")
    func shared() throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        mkdir("\(temporary.path)/open", 0o700)
        chmod("\(temporary.path)/open", 0o755)
        #expect(throws: Problem.self) { try Folder(ownPath: "\(temporary.path)/open") }
        symlink(temporary.path, "\(temporary.path)/link")
        #expect(throws: Problem.self) { try Folder(ownPath: "\(temporary.path)/link") }
        _ = try Folder(ownPath: "\(temporary.path)/new")
    }
}
