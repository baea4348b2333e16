import Foundation
import Testing

/// What a fuzzer once found, and what must hold of every mail of the fixtures.
@Suite("Made-up octets")
struct ReplayTests {
    private static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    private func files(under path: String) throws -> [URL] {
        let folder = ReplayTests.fixtures.appending(path: path)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            .map { folder.appending(path: $0) }
            .filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
    }

    @Test("what a fuzzer once found is harmless now", arguments: Harness.allCases)
    func found(harness: Harness) throws {
        for file in try files(under: "fuzz/\(harness.rawValue)") {
            let fault = harness.fault([UInt8](try Data(contentsOf: file)))
            #expect(fault == nil, "\(file.lastPathComponent)")
        }
    }

    @Test("every hostile mail passes every harness", arguments: Harness.allCases)
    func hostile(harness: Harness) throws {
        let mails = try files(under: "mail/corpus/own-hostile").filter { $0.pathExtension == "eml" }
        #expect(mails.count > 200)
        for file in mails {
            let fault = harness.fault([UInt8](try Data(contentsOf: file)))
            #expect(fault == nil, "\(file.lastPathComponent)")
        }
    }
}
