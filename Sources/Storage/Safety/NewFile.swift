import Glibc
import GRDB

/// A store in the making, under a name of its own until it is whole, checked and on the disk.
struct NewFile {
    let target: String
    let path: String
    private let replaces: Bool

    /// - Parameter replacing: a file of the target's name may be there and gives way at the end.
    init(for target: String, replacing: Bool = false) throws(StoreFault) {
        self.target = target
        replaces = replacing
        path = "\(target).part-\(getpid())"
        var status = stat()
        if !replacing, lstat(target, &status) == 0 { throw .exists(path: target) }
        discard()
        // Nobody else may look into it, whatever the folder allows.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == ENOSPC || errno == EDQUOT { throw .full(path: target) }
            throw .cannotOpen(path: target, detail: SystemError.last)
        }
        close(descriptor)
    }

    /// Removes what was made; nothing once it has its name.
    func discard() {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// Looks at the finished file as one that is opened for the first time.
    func checked() throws(StoreFault) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let words = try queue.read { db in
                try String.fetchAll(db, sql: "PRAGMA quick_check(5)")
            }
            try queue.close()
            guard words == ["ok"] else {
                throw StoreFault.damaged(path: path, detail: words.joined(separator: "; "))
            }
        } catch {
            throw StoreFault(error, path: path)
        }
    }

    /// Gives the file its name, in one step and for good.
    func publish() throws(StoreFault) {
        guard chmod(path, 0o600) == 0 else {
            throw .cannotOpen(path: path, detail: SystemError.last)
        }
        try DiskSync.file(path)
        if replaces {
            guard rename(path, target) == 0 else { throw refused(errno) }
        } else if link(path, target) == 0 {
            unlink(path)
        } else {
            // Some file systems have no second names.
            let code = errno
            guard code != EEXIST, access(target, F_OK) != 0 else { throw .exists(path: target) }
            guard rename(path, target) == 0 else { throw refused(errno) }
        }
        try DiskSync.folder(of: target)
    }

    private func refused(_ code: Int32) -> StoreFault {
        .cannotOpen(path: target, detail: SystemError.text(code))
    }
}
