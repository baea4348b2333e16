import Foundation
import Testing

/// What `swift format` does not look at.
@Suite("Style rules")
struct StyleRules {
    @Test("no file is longer than 400 lines")
    func fileLength() throws {
        for folder in ["Sources", "Tests"] {
            for file in try SourceTree.files(under: folder) {
                #expect(file.lines.count <= 401, "\(file.path): \(file.lines.count) lines")
            }
        }
    }

    @Test("the words that hide mistakes stand nowhere in the sources")
    func forbiddenWords() throws {
        // Split so that this file does not find itself.
        let forbidden = [
            "nonisolated(" + "unsafe)", "@Main" + "Actor", "try" + "!", "as" + "! ",
            "fatal" + "Error(", "TO" + "DO", "FIX" + "ME", " try" + "? ", "(try" + "? ",
            // Foundation's reads beyond its buffer when it lists descriptors.
            " Pro" + "cess()",
        ]
        for file in try SourceTree.files(under: "Sources") {
            for (number, line) in file.lines.enumerated() {
                for word in forbidden {
                    #expect(!line.contains(word), "\(file.path):\(number + 1): \(word)")
                }
            }
        }
    }

    @Test("only the event loop vouches for its own thread safety")
    func unchecked() throws {
        for file in try SourceTree.files(under: "Sources")
        where !file.path.hasPrefix("Sources/EventLoop/") {
            for line in file.lines {
                #expect(!line.contains("@unchecked " + "Sendable"), "\(file.path)")
            }
        }
    }

    @Test("no test waits for time to pass")
    func sleeping() throws {
        for file in try SourceTree.files(under: "Tests") {
            for line in file.lines {
                let sleeps = ["Task." + "sleep(", "us" + "leep(", "Thread." + "sleep"]
                #expect(!sleeps.contains(where: line.contains), "\(file.path): \(line)")
            }
        }
    }

    @Test("the kind of account is switched on where a backend is made and nowhere else")
    func kindOfAccount() throws {
        for file in try SourceTree.files(under: "Sources/Presentation") {
            for line in file.lines {
                let asks = ["== .pop", "== .imap", "case .pop", "case .imap"]
                #expect(!asks.contains(where: line.contains), "\(file.path): \(line)")
            }
        }
    }

    @Test("the repository's top level holds what it should and nothing else")
    func topLevel() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        let expected: Set<String> = [
            "Package.swift", "Sources", "Tests", "Resources", "README.md", "CHANGELOG.md",
        ]
        #expect(Set(visible) == expected)
    }
}
