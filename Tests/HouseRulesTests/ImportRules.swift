import Foundation
import Testing

/// The arrows of the module table in the architecture article.
@Suite("Import rules")
struct ImportRules {
    /// What each module may import of our own and of packages.
    static let permitted: [String: Set<String>] = [
        "Mail": [],
        "Wire": [],
        "Console": [],
        "EventLoop": ["CEventLoop"],
        "CEventLoop": [],
        "CNcurses": [],
        "CFaultShim": [],
        "COpenSSL": [],
        "IMAP": ["Wire"],
        "POP": ["Wire"],
        "MIME": ["Mail"],
        "Settings": ["Mail", "TOMLKit"],
        "Curses": ["Console", "CNcurses"],
        "Storage": ["Mail", "GRDB", "GRDBSQLite"],
        "Transport": ["Wire", "EventLoop", "COpenSSL", "Logging"],
        "Accounts": [
            "Mail", "MIME", "Wire", "IMAP", "POP", "Transport", "EventLoop", "Storage", "Settings",
            "Logging",
        ],
        "Presentation": ["Mail", "Console"],
        "DemoServer": ["Mail", "Wire", "Transport", "EventLoop"],
        "App": [
            "Presentation", "Accounts", "Storage", "Curses", "Console", "Settings", "EventLoop",
            "DemoServer", "MIME", "Mail", "Wire", "Transport", "Logging",
        ],
        "martlet": ["App", "ArgumentParser"],
        "martlet-bench": [
            "Accounts", "App", "ArgumentParser", "Console", "DemoServer", "EventLoop", "IMAP",
            "MIME", "Mail", "POP", "Presentation", "Settings", "Storage", "Transport", "Wire",
        ],
        "martlet-proof": [
            "ArgumentParser", "COpenSSL", "DemoServer", "EventLoop", "GRDBSQLite", "Mail",
            "Storage", "Transport", "Wire",
        ],
    ]

    /// What comes with the toolchain and does no I/O.
    static let harmless: Set<String> = ["Swift", "Synchronization"]
    /// The system, for modules that are not pure.
    static let system: Set<String> = ["Glibc", "Foundation", "FoundationEssentials"]
    static let pure: Set<String> = [
        "Mail", "Wire", "Console", "IMAP", "POP", "Settings", "Presentation",
    ]

    @Test("every module is in the table", arguments: try SourceTree.modules())
    func known(module: String) {
        #expect(ImportRules.permitted[module] != nil)
    }

    @Test(
        "a module imports what its row names and nothing else", arguments: try SourceTree.modules())
    func imports(module: String) throws {
        var allowed = (ImportRules.permitted[module] ?? []).union(ImportRules.harmless)
        if !ImportRules.pure.contains(module) { allowed.formUnion(ImportRules.system) }
        for file in try SourceTree.files(under: "Sources/\(module)") {
            for line in file.lines {
                guard let name = importedModule(line) else { continue }
                #expect(allowed.contains(name), "\(file.path) imports \(name)")
            }
        }
    }

    @Test("a module has no type of its own name", arguments: try SourceTree.modules())
    func names(module: String) throws {
        let kinds = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        for file in try SourceTree.files(under: "Sources/\(module)") {
            for line in file.lines {
                let words = line.split(whereSeparator: { !$0.isLetter && $0 != "-" })
                let declares = zip(words, words.dropFirst()).contains { kind, name in
                    kinds.contains(String(kind)) && name == module
                        && !line.trimmingCharacters(in: .whitespaces).hasPrefix("//")
                }
                #expect(!declares, "\(file.path): \(line)")
            }
        }
    }

    /// Imports stand at the left margin; what is indented is another language in a text.
    private func importedModule(_ line: String) -> String? {
        guard line.first != " " else { return nil }
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "private" })
        else { return nil }
        let kinds = ["struct", "class", "enum", "func", "protocol", "var", "let", "typealias"]
        let name =
            kinds.contains(words[index + 1]) ? words.dropFirst(index + 2).first : words[index + 1]
        return name.flatMap { $0.split(separator: ".").first.map(String.init) }
    }
}
