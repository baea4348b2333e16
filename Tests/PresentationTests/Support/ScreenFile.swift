import Console
import Foundation

@testable import Presentation

/// A golden picture: the size, the mail, the keys, and what is seen then.
///
/// Lines of comment begin with `#`; then comes one line `size 80x24   mail two-accounts   keys j a`;
/// everything below it is the picture.
struct ScreenFile {
    let comment: [String]
    let size: Size
    let mail: String
    let keys: String
    let picture: String

    enum Fault: Error {
        case unreadable(String)
    }

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/screens")

    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".screen") }.sorted()
    }

    static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

    init(name: String) throws {
        let text = try String(contentsOf: ScreenFile.folder.appending(path: name), encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        comment = Array(lines.prefix { $0.hasPrefix("#") })
        let rest = lines.dropFirst(comment.count)
        guard let head = rest.first, let (size, mail, keys) = ScreenFile.read(head) else {
            throw Fault.unreadable(name)
        }
        self.size = size
        self.mail = mail
        self.keys = keys
        picture = rest.dropFirst().joined(separator: "\n")
    }

    private static func read(_ head: String) -> (Size, String, String)? {
        let words = head.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0] == "size",
            let mailRange = head.range(of: " mail "), let keysRange = head.range(of: " keys")
        else { return nil }
        let sides = head[words[1].startIndex..<mailRange.lowerBound]
            .trimmingCharacters(in: .whitespaces).split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2 else { return nil }
        return (
            Size(columns: sides[0], rows: sides[1]),
            head[mailRange.upperBound..<keysRange.lowerBound].trimmingCharacters(in: .whitespaces),
            head[keysRange.upperBound...].trimmingCharacters(in: .whitespaces)
        )
    }

    /// Writes the file again with another picture.
    func write(picture: String, name: String) throws {
        let head = "size \(size.columns)x\(size.rows)   mail \(mail)   keys \(keys)"
        let text = (comment + [head, picture]).joined(separator: "\n") + "\n"
        try text.write(
            to: ScreenFile.folder.appending(path: name), atomically: true, encoding: .utf8)
    }
}
