import Foundation
import Mail
import Testing

@testable import MIME

/// Each `.eml` beside a `.txt` that says what we read of it.
///
/// `UPDATE_GOLDEN=1` writes the texts anew; look at the difference before you keep it.
@Suite("Mail fixtures")
struct MailFixtureTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/mail")

    static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path)
        // Those of other projects have expectations of another form.
        return (files?.allObjects as? [String] ?? [])
            .filter { $0.hasSuffix(".eml") && !$0.hasPrefix("corpus/") }.sorted()
    }()

    @Test("there are fixtures of each kind")
    func exist() {
        for kind in ["rfc/", "malformed/", "found/"] {
            #expect(MailFixtureTests.names.contains { $0.hasPrefix(kind) })
        }
    }

    @Test("a mail reads as the text beside it says", arguments: names)
    func reads(name: String) throws {
        let file = MailFixtureTests.folder.appending(path: name)
        let expectation = file.deletingPathExtension().appendingPathExtension("txt")
        let found = describe(ParsedMessage([UInt8](try Data(contentsOf: file))))
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(found.utf8).write(to: expectation)
        }
        #expect(found == String(decoding: try Data(contentsOf: expectation), as: UTF8.self))
    }

    private func describe(_ message: ParsedMessage) -> String {
        let envelope = message.envelope
        var lines = [
            "subject: \(envelope.subject)", "date: \(envelope.date?.rfc3339 ?? "none")",
            "message-id: \(envelope.messageID ?? "none")",
        ]
        let lists = [
            ("from", envelope.from), ("sender", envelope.sender), ("reply-to", envelope.replyTo),
            ("to", envelope.to), ("cc", envelope.cc), ("bcc", envelope.bcc),
        ]
        for (name, addresses) in lists {
            lines += addresses.map { "\(name): \($0.name) <\($0.address)>" }
        }
        lines += envelope.references.map { "reference: \($0)" }
        for part in message.root.descendants {
            let size = message.decodedSize(of: part)
            let name = part.filename.map { " \"\($0)\"" } ?? ""
            let mark = part.isAttachment ? " attachment" : ""
            lines.append("part \(part.number): \(part.mediaType) \(size)\(name)\(mark)")
        }
        lines += message.defects.map { "defect: \($0.rawValue)" }
        let readable = message.readable
        if readable.hiddenRemoteImages > 0 {
            lines.append("remote images: \(readable.hiddenRemoteImages)")
        }
        lines.append("preview: \(message.preview)")
        lines.append("text (\(readable.source.rawValue)):")
        return lines.joined(separator: "\n") + "\n" + readable.text
            + (readable.text.hasSuffix("\n") ? "" : "\n")
    }
}
