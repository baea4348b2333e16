import Foundation
import Testing

/// What a mail says reaches the terminal and the disk by one door each, and the compiler says so.
@Suite("One door to the screen, one door to the disk")
struct DoorTests {
    @Test("what comes from a mail is drawn clean or not at all")
    func screen() throws {
        try check(
            """
            import Console
            func draw(_ mail: String, _ text: inout TerminalText, on canvas: inout Canvas) {
                let corner = Point(column: 0, row: 0)
                canvas.write(TerminalText(mail), at: corner)
                canvas.write(mail, at: corner) // forbidden
                _ = TerminalText(plain: mail) // forbidden
                _ = TerminalText(sanitised: mail) // forbidden
                _ = TerminalText(string: mail, width: 1) // forbidden
                text.string = mail // forbidden
                canvas[0, 0].cluster = mail // forbidden
                _ = Cell(cluster: mail, width: 1, style: .plain) // forbidden
            }
            """, with: [])
    }

    @Test("what comes from a mail names a file by its safe name or not at all")
    func disk() throws {
        try check(
            """
            import Mail
            func save(_ mail: String, _ safe: inout SafeFileName, in folder: Folder) throws {
                _ = try folder.create(safe)
                _ = try folder.create(SafeFileName(mail))
                _ = try folder.create(mail) // forbidden
                _ = try Folder.create(mail) // forbidden
                _ = try Folder.create(safe) // forbidden
                _ = try Folder(mail) // forbidden
                _ = TypedPath(typed: safe, home: "") // forbidden
                _ = SafeFileName(text: mail) // forbidden
                safe.text = mail // forbidden
                _ = NewFile(descriptor: 3, folder: folder, name: mail) // forbidden
            }
            """, with: ["Folder.swift", "TypedPath.swift"].map { "Sources/App/Disk/\($0)" })
    }

    @Test("files are made, and the terminal is written to, in the few places that are known")
    func places() throws {
        let known: [(word: String, files: Set<String>)] = [
            ("O_CREAT", ["Folder", "LastPlace", "LogFile", "TemporaryFolder", "ExportFolder"]),
            ("O_TRUNC", ["LastPlace"]),
            ("rename(", ["LogFile", "AccountUpkeep", "MailboxUpkeep", "ExportFolder"]),
            ("STDOUT_FILENO", ["Output"]),
            ("STDERR_FILENO", ["Output", "ProgressBar"]),
            ("print(", []), ("fputs(", []), ("FileHandle", []), ("fopen(", []), ("creat(", []),
            ("system(", []), ("popen(", []), ("execv", []),
        ]
        let folder = DoorTests.root.appending(path: "Sources/App")
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            let name = String(path.split(separator: "/").last?.dropLast(6) ?? "")
            for (word, files) in known where !files.contains(name) {
                let isCalled = text.components(separatedBy: word).dropLast().contains { before in
                    before.last.map { !$0.isLetter && $0 != "_" } ?? true
                }
                #expect(!isCalled, "\(path): \(word)")
            }
        }
    }

    // MARK: The compiler

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The compiler must refuse the lines that are marked, and no other.
    private func check(_ code: String, with sources: [String]) throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let products = URL(filePath: tests).deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let file = folder.appending(path: "Door.swift")
        try code.write(to: file, atomically: true, encoding: .utf8)
        let words = try compilerWords(
            [
                "swiftc", "-typecheck", "-swift-version", "6", "-module-cache-path",
                products.appending(path: "ModuleCache").path, "-I",
                products.appending(path: "Modules").path, "-Xcc",
                "-fmodule-map-file=\(products.path)/CEventLoop.build/module.modulemap", file.path,
            ] + sources.map { DoorTests.root.appending(path: $0).path },
            output: folder.appending(path: "words").path)
        let refused = words.matches(of: /Door\.swift:([0-9]+):[0-9]+: error:/).compactMap {
            Int($0.1)
        }
        let forbidden = code.components(separatedBy: "\n").enumerated().compactMap {
            $0.element.contains("// forbidden") ? $0.offset + 1 : nil
        }
        #expect(Set(refused) == Set(forbidden), "\(words)")
    }

    /// What the compiler says.
    ///
    /// Not by Foundation's `Process`: it reads beyond its buffer when it lists descriptors, which
    /// now and then is the end of the memory.
    private func compilerWords(_ command: [String], output: String) throws -> String {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, output, O_WRONLY | O_CREAT, 0o600)
        let arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        try #require(posix_spawnp(&child, command[0], &actions, nil, arguments, environ) == 0)
        var status: Int32 = 0
        try #require(waitpid(child, &status, 0) == child)
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
