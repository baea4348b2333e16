import EventLoop
import Glibc
import Mail
import Settings

/// Opens links and files with the programs of the desktop or of the settings.
struct Opener: Sendable {
    let programs: ProgramSettings

    /// Starts the program for links; returns when it has ended or gone on in the background.
    ///
    /// Only addresses of the web are opened: any other scheme may start any program.
    func open(link: String) async throws(Problem) {
        let address = try Opener.webAddress(link)
        try await run(ArgumentVector(programs.links, opening: address))
    }

    /// Starts the program for a type on a file of ours.
    func open(file: String, mediaType: String) async throws(Problem) {
        try await run(ArgumentVector(programs.command(for: mediaType), opening: file))
    }

    /// The link as an argument: `http` or `https`, and nothing in it but what RFC 3986 lets stand.
    static func webAddress(_ link: String) throws(Problem) -> String {
        let colon = link.utf8.firstIndex(of: UInt8(ascii: ":")) ?? link.startIndex
        let scheme = link[..<colon].lowercased()
        let rest = link[colon...]
        guard scheme == "http" || scheme == "https", rest.hasPrefix("://"), rest.utf8.count > 3
        else {
            throw Problem(
                .usage, headline: "Only links to the web are opened (http and https)",
                remedy: scheme == "mailto" ? "Mail cannot be written yet." : "Copy it instead.")
        }
        guard link.utf8.count <= Limits.linkOctets else {
            throw Problem(.usage, headline: "This link is too long to be opened")
        }
        return scheme + String(decoding: rest.utf8.flatMap(encoded), as: UTF8.self)
    }

    private static func encoded(_ octet: UInt8) -> [UInt8] {
        let marks = "-._~:/?#[]@!$&()*+,;=%".utf8
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return [octet]
        case _ where marks.contains(octet): return [octet]
        default:
            let digits = Array("0123456789ABCDEF".utf8)
            return [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
        }
    }

    /// Waits on a thread of its own: some openers stay as long as what they opened.
    private func run(_ arguments: ArgumentVector) async throws(Problem) {
        let child = try OtherProgram(
            arguments,
            remedy: "Install it, or name another one under [programs] in the settings."
        ).start(.init(), isDetached: true)
        let status = await withCheckedContinuation { continuation in
            do throws(SystemFault) {
                try WorkerThread.start(named: "opener") {
                    var status: Int32 = 0
                    while waitpid(child, &status, 0) < 0, errno == EINTR {}
                    continuation.resume(returning: status)
                }
            } catch {
                // Nobody can wait, so nobody hears how it ended.
                continuation.resume(returning: 0)
            }
        }
        let code = OtherProgram.code(status)
        guard code != 0 else { return }
        throw Problem(
            .notFound, headline: "\(arguments.program) could not open it (status \(code))",
            remedy: "Another program can be named under [programs] in the settings.")
    }
}
