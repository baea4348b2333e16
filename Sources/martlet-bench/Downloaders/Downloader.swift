import Glibc

/// A program that empties a maildrop.
protocol Downloader {
    var name: String { get }
    /// What it is started by; nothing is measured where that is missing.
    var program: String { get }
    /// Whether it waits for the answer to each message before it asks for the next.
    var waitsForEach: Bool { get }
    /// Writes its settings into an empty home; answers the command, which ends when all is done.
    func command(home: BenchHome, server: ServerAddress) throws(BenchFault) -> [String]
    /// How many messages it delivered, where it can be asked; nil else.
    func delivered(in home: BenchHome) async throws -> Int?
}

extension Downloader {
    var waitsForEach: Bool { false }
    var isInstalled: Bool { access(program, X_OK) == 0 }

    func delivered(in home: BenchHome) async throws -> Int? { nil }
}

/// All of them, in the order in which they take turns.
enum Downloaders {
    static func all(martlet: String) -> [any Downloader] {
        [
            RawReader(), MartletDownloader(program: martlet), MpopDownloader(),
            FetchmailDownloader(), GetmailDownloader(),
        ]
    }
}
