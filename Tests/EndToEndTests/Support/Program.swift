import Foundation

/// The program as it was built.
enum Program {
    struct NotBuilt: Error, CustomStringConvertible {
        var description: String
    }

    /// `$MARTLET_BINARY`, or the executable beside the tests.
    static func path() throws -> String {
        try found.get()
    }

    private static let found = Result<String, any Error> {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var places = [
            URL(filePath: tests).deletingLastPathComponent().appending(path: "martlet").path,
            root.appending(path: ".build/debug/martlet").path,
        ]
        if let named = ProcessInfo.processInfo.environment["MARTLET_BINARY"] { places = [named] }
        guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
            throw NotBuilt(description: "martlet is not built; looked at \(places)")
        }
        return path
    }
}
