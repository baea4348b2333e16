import EventLoop
import Glibc
import Mail

/// A file that a decoded part is written to; made new, never written over another.
final class AttachmentFile {
    private let descriptor: Int32
    private let path: String

    /// - Parameters:
    ///   - wanted: what the person typed: a file, or a folder that keeps the mail's own name.
    ///   - home: what `~` stands for.
    init(_ wanted: String, proposed: SafeFileName, home: String) throws(Problem) {
        let expanded = wanted.hasPrefix("~/") ? home + wanted.dropFirst() : wanted
        do throws(SystemFault) {
            (descriptor, path) =
                AttachmentFile.isFolder(expanded)
                ? try AttachmentFile.create(in: expanded, proposed)
                : try AttachmentFile.create(expanded)
        } catch {
            throw AttachmentFile.problem(expanded, error)
        }
    }

    deinit {
        close(descriptor)
    }

    func write(_ octets: ArraySlice<UInt8>) throws(Problem) {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw AttachmentFile.problem(path, SystemFault(call: "write")) }
            rest = rest.dropFirst(count)
        }
    }

    /// The path of the file, which is now on the disk.
    func finish() throws(Problem) -> String {
        guard fsync(descriptor) == 0 else {
            throw AttachmentFile.problem(path, SystemFault(call: "write"))
        }
        return path
    }

    /// The first name in the folder that is free, the proposed one if it can be.
    private static func create(
        in folder: String, _ proposed: SafeFileName
    ) throws(SystemFault) -> (Int32, String) {
        var name = proposed
        for number in 1...999 {
            do throws(SystemFault) {
                return try create("\(folder)/\(name.text)")
            } catch {
                guard error.code == EEXIST else { throw error }
                name = proposed.numbered(number)
            }
        }
        return try create("\(folder)/\(name.text)")
    }

    private static func create(_ path: String) throws(SystemFault) -> (Int32, String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFault(call: "open") }
        return (descriptor, path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    private static func problem(_ path: String, _ fault: SystemFault) -> Problem {
        let reason = fault.code == EEXIST ? "a file of that name exists" : fault.reason
        return Problem(.disk, headline: "\(path) could not be written", detail: reason)
    }
}
