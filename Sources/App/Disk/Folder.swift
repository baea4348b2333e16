import EventLoop
import Glibc
import Mail

/// An open folder, the one place where files are made for mail.
///
/// Files are made relative to the open folder, so that what happens to its path in the meantime
/// leads nowhere else. Every file is new and private, and no link is followed to it.
final class Folder {
    let path: String
    private let descriptor: Int32

    /// Opens a folder the person named.
    convenience init(_ path: TypedPath) throws(Problem) {
        let descriptor = Glibc.open(path.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Folder.problem(path.text, SystemFault(call: "open"))
        }
        self.init(path: path.text, descriptor: descriptor)
    }

    /// Opens a folder of our own, made where it is missing; it must be private and no link.
    convenience init(ownPath path: String) throws(Problem) {
        mkdir(path, 0o700)
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Folder.problem(path, SystemFault(call: "open")) }
        self.init(path: path, descriptor: descriptor)
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_uid == getuid(), facts.st_mode & 0o077 == 0
        else {
            throw Problem(
                .disk, headline: "\(path) is not private to you",
                remedy: "Remove it, or run: chmod 700 '\(path)'")
        }
    }

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Makes a file by a name from a mail; where it is taken, by the first numbered one that is not.
    func create(_ name: SafeFileName) throws(Problem) -> NewFile {
        for number in 0...Folder.lastNumber {
            let candidate = number == 0 ? name : name.numbered(number)
            if let file = try open(candidate.text) { return file }
        }
        throw taken(name.text)
    }

    /// Makes the file the person typed the path of, which must not exist.
    static func create(_ path: TypedPath) throws(Problem) -> NewFile {
        guard let (parent, name) = path.place else {
            throw Problem(.disk, headline: "\"\(path.text)\" names no file")
        }
        let folder = try Folder(parent)
        guard let file = try folder.open(name) else { throw folder.taken(name) }
        return file
    }

    /// Nil when the name is taken.
    private func open(_ name: String) throws(Problem) -> NewFile? {
        let file = openat(
            descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file >= 0 { return NewFile(descriptor: file, folder: self, name: name) }
        let fault = SystemFault(call: "open")
        guard fault.code == EEXIST else { throw Folder.problem("\(path)/\(name)", fault) }
        return nil
    }

    fileprivate func remove(_ name: String) {
        unlinkat(descriptor, name, 0)
    }

    private func taken(_ name: String) -> Problem {
        Problem(
            .disk, headline: "\(path)/\(name) exists and is not overwritten",
            remedy: "Choose another name.")
    }

    fileprivate static func problem(_ path: String, _ fault: SystemFault) -> Problem {
        Problem(.disk, headline: "\(path) could not be written", detail: fault.reason)
    }

    /// Files of one name that a folder takes before it is said to be full of them.
    private static let lastNumber = 9_999
}

/// A file in the making: it stays only once it is whole.
final class NewFile {
    private let descriptor: Int32
    private let folder: Folder
    private let name: String
    private var isWhole = false

    fileprivate init(descriptor: Int32, folder: Folder, name: String) {
        self.descriptor = descriptor
        self.folder = folder
        self.name = name
    }

    deinit {
        close(descriptor)
        if !isWhole { folder.remove(name) }
    }

    var path: String { folder.path.hasSuffix("/") ? folder.path + name : "\(folder.path)/\(name)" }

    func write(_ octets: ArraySlice<UInt8>) throws(Problem) {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Folder.problem(path, SystemFault(call: "write")) }
            rest = rest.dropFirst(count)
        }
    }

    /// The path of the file, which is now on the disk.
    func finish() throws(Problem) -> String {
        guard fsync(descriptor) == 0 else {
            throw Folder.problem(path, SystemFault(call: "write"))
        }
        isWhole = true
        return path
    }
}
