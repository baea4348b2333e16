import EventLoop
import Glibc
import Mail

/// A folder that an export makes and fills.
///
/// A file is written under a name nobody looks for, and gets its own once it is whole and on the
/// disk: at no instant does half a file have a final name. Nothing is overwritten.
final class ExportFolder {
    let path: String
    private let descriptor: Int32
    /// Where files get their final names; most often this folder itself.
    private let final: ExportFolder?
    private var whole: [(part: String, name: String)] = []
    private var octets = 0
    private var number = 0
    /// Files that have their final names.
    private(set) var settled = 0

    private static let groupCount = 500
    private static let groupOctets = 64 << 20

    /// Makes the folder; one that exists must be empty.
    convenience init(_ path: String) throws(Problem) {
        let isNew = mkdir(path, 0o700) == 0
        if !isNew {
            let fault = SystemFault(call: "mkdir")
            guard fault.code == EEXIST else { throw ExportFolder.cannotCreate(path, fault.reason) }
            try ExportFolder.checkEmpty(path)
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ExportFolder.cannotCreate(path, SystemFault(call: "open").reason)
        }
        self.init(path: path, descriptor: descriptor)
        if isNew { try ExportFolder.settleParent(of: path) }
    }

    /// Opens the folder that a new file of that path will be in.
    static func around(_ path: TypedPath) throws(Problem) -> (folder: ExportFolder, name: String) {
        guard let (parent, name) = path.place else {
            throw cannotCreate(path.text, "it names no file")
        }
        let descriptor = open(parent.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw cannotCreate(path.text, SystemFault(call: "open").reason)
        }
        return (ExportFolder(path: parent.text, descriptor: descriptor), name)
    }

    private init(path: String, descriptor: Int32, final: ExportFolder? = nil) {
        self.path = path
        self.descriptor = descriptor
        self.final = final
    }

    /// What is not whole goes.
    deinit {
        for file in whole { unlinkat(descriptor, file.part, 0) }
        close(descriptor)
    }

    /// A new folder in this one; its files get their final names in `final`, or in itself.
    func folder(_ name: String, final: ExportFolder? = nil) throws(Problem) -> ExportFolder {
        let path = "\(path)/\(name)"
        guard mkdirat(descriptor, name, 0o700) == 0 else {
            throw ExportFolder.cannotCreate(path, SystemFault(call: "mkdir").reason)
        }
        let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else {
            throw ExportFolder.cannotCreate(path, SystemFault(call: "open").reason)
        }
        return ExportFolder(path: path, descriptor: opened, final: final)
    }

    /// A file in the making.
    func begin() throws(Problem) -> ExportFile {
        number += 1
        let part = ".martlet-\(getpid())-\(number).part"
        let file = openat(
            descriptor, part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(SystemFault(call: "open")) }
        return ExportFile(descriptor: file, folder: self, part: part)
    }

    /// A file is whole; it gets its name with the others of its group.
    fileprivate func keep(_ file: ExportFile, as name: String, octets: Int) throws(Problem) {
        whole.append((file.part, name))
        self.octets += octets
        if whole.count >= ExportFolder.groupCount || self.octets >= ExportFolder.groupOctets {
            try settle()
        }
    }

    /// Returns when all whole files are on the disk under their names.
    ///
    /// One flush for many files: a flush for each would cost more than the writing.
    func settle() throws(Problem) {
        guard !whole.isEmpty else { return }
        do throws(SystemFault) {
            try FileSystem.flush(descriptor)
        } catch {
            throw failure(error)
        }
        let target = final ?? self
        while let file = whole.first {
            try rename(file.part, to: file.name, in: target)
            whole.removeFirst()
            settled += 1
        }
        octets = 0
        guard fsync(target.descriptor) == 0 else { throw failure(SystemFault(call: "write")) }
    }

    private func rename(
        _ part: String, to name: String, in target: ExportFolder
    ) throws(Problem) {
        do throws(SystemFault) {
            try FileSystem.rename(part, in: descriptor, to: name, in: target.descriptor)
        } catch  where error.code == EINVAL || error.code == ENOSYS {
            // Some file systems cannot promise not to overwrite; then it is looked up before.
            guard faccessat(target.descriptor, name, F_OK, 0) != 0 else {
                throw ExportFolder.cannotCreate("\(target.path)/\(name)", "it exists")
            }
            guard renameat(descriptor, part, target.descriptor, name) == 0 else {
                throw failure(SystemFault(call: "rename"))
            }
        } catch {
            guard error.code != EEXIST else {
                throw ExportFolder.cannotCreate("\(target.path)/\(name)", "it exists")
            }
            throw failure(error)
        }
    }

    fileprivate func remove(_ part: String) {
        unlinkat(descriptor, part, 0)
    }

    fileprivate func failure(_ fault: SystemFault) -> Problem {
        Problem(
            .disk, headline: "\(path) could not be written", detail: fault.reason,
            remedy: fault.code == ENOSPC || fault.code == EDQUOT
                ? "Make room on the disk, or export to another one." : "")
    }

    // MARK: The place

    static func cannotCreate(_ path: String, _ reason: String) -> Problem {
        Problem(
            .cannotCreate, headline: "\(path) cannot be made", detail: reason,
            remedy: "Name a place that does not exist yet, or an empty folder.")
    }

    /// A folder with anything in it is left alone.
    static func checkEmpty(_ path: String) throws(Problem) {
        guard FolderReader.isFolder(path) else { throw cannotCreate(path, "it exists") }
        guard try FolderReader(path).next() == nil else {
            throw cannotCreate(path, "it is not empty")
        }
    }

    /// The name of a new folder is on the disk.
    private static func settleParent(of path: String) throws(Problem) {
        guard let (parent, _) = TypedPath(typed: path, home: "").place else { return }
        let descriptor = open(parent.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw cannotCreate(path, SystemFault(call: "write").reason)
        }
    }
}

/// A file of an export that is not whole yet; it goes unless it is kept.
final class ExportFile {
    private let descriptor: Int32
    private let folder: ExportFolder
    fileprivate let part: String
    private var isKept = false
    private var buffer: [UInt8] = []
    /// Octets that have left the buffer.
    private var written = 0

    private static let bufferOctets = 256 << 10

    fileprivate init(descriptor: Int32, folder: ExportFolder, part: String) {
        self.descriptor = descriptor
        self.folder = folder
        self.part = part
    }

    deinit {
        close(descriptor)
        if !isKept { folder.remove(part) }
    }

    /// Octets so far.
    var length: Int { written + buffer.count }

    func write(_ octets: some Collection<UInt8>) throws(Problem) {
        buffer.append(contentsOf: octets)
        if buffer.count >= ExportFile.bufferOctets { try flush() }
    }

    /// Goes back to a length it had, to leave out what came behind it.
    func cut(to length: Int) throws(Problem) {
        if length >= written {
            buffer.removeLast(self.length - length)
            return
        }
        buffer = []
        written = length
        guard ftruncate(descriptor, off_t(length)) == 0 else {
            throw folder.failure(SystemFault(call: "write"))
        }
    }

    /// The file is whole; it has its name after the folder's next ``ExportFolder/settle()``.
    func keep(as name: String, modified: Timestamp? = nil) throws(Problem) {
        try flush()
        if let modified {
            let moment = timespec(tv_sec: time_t(modified.seconds), tv_nsec: 0)
            // A file system that keeps no such time is good enough.
            _ = futimens(descriptor, [moment, moment])
        }
        isKept = true
        try folder.keep(self, as: name, octets: written)
    }

    private func flush() throws(Problem) {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw folder.failure(SystemFault(call: "write")) }
            rest = rest.dropFirst(count)
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
