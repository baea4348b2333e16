import Glibc

/// A database file before SQLite sees it: made for one person, and refused where it is not ours.
///
/// SQLite would change a file by the mere opening of it, so that whose it is must be known before.
struct StoreFile {
    let path: String

    /// Makes folder and file where missing, and looks at both; answers whether it must be filled.
    func prepare(as format: Schema.Format) throws(StoreFault) -> Bool {
        try prepareFolder()
        try prepareContent()
        return try isUnfinished(or: format)
    }

    private var folder: String { DiskSync.folder(path) }

    /// Makes the folder where it is missing, and closes it to others.
    func prepareFolder() throws(StoreFault) {
        try makeFolder(folder)
        var status = stat()
        guard stat(folder, &status) == 0 else {
            throw .cannotOpen(path: folder, detail: SystemError.last)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotOpen(path: folder, detail: SystemError.text(ENOTDIR))
        }
        try checkOwner(status, of: folder)
        guard status.st_mode & 0o077 != 0 else { return }
        // A folder like /tmp is shared on purpose: not ours to close.
        guard status.st_mode & S_ISVTX == 0 else {
            throw .unsafePermissions(path: folder, detail: "the folder is shared with others")
        }
        try close(folder, mode: 0o700)
    }

    private func makeFolder(_ folder: String) throws(StoreFault) {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex
        else { throw .cannotOpen(path: folder, detail: SystemError.last) }
        try makeFolder(String(folder[..<slash]))
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .cannotOpen(path: folder, detail: SystemError.last)
        }
    }

    private func prepareContent() throws(StoreFault) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            Glibc.close(descriptor)
            return try DiskSync.folder(of: path)
        }
        guard errno == EEXIST else {
            let code = errno
            if code == ENOSPC || code == EDQUOT { throw .full(path: path) }
            if code == EROFS { throw .readOnly(path: path) }
            throw .cannotOpen(path: path, detail: SystemError.text(code))
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .cannotOpen(path: path, detail: SystemError.last)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notOurs(path: path) }
        try checkOwner(status, of: path)
    }

    private func checkOwner(_ status: stat, of path: String) throws(StoreFault) {
        guard status.st_uid == geteuid() else {
            throw .unsafePermissions(path: path, detail: "it belongs to another user")
        }
    }

    private func close(_ path: String, mode: mode_t) throws(StoreFault) {
        guard chmod(path, mode) == 0 else {
            throw .unsafePermissions(path: path, detail: SystemError.last)
        }
    }

    /// Reads the header, which our files carry from their first transaction on.
    ///
    /// A file that is empty, or whose filling was cut short, has yet to be filled: SQLite takes
    /// back what an unfinished transaction wrote, the header among it.
    private func isUnfinished(or format: Schema.Format) throws(StoreFault) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemError.last) }
        defer { Glibc.close(descriptor) }
        var header = [UInt8](repeating: 0, count: StoreHeader.length)
        let count = read(descriptor, &header, header.count)
        guard count >= 0 else { throw .inputOutput(detail: SystemError.last) }
        if count > 0 {
            guard count == StoreHeader.length, header.starts(with: StoreHeader.magic),
                StoreHeader.number(in: header, at: StoreHeader.application) == format.application
            else { throw .notOurs(path: path) }
            let version = Int(StoreHeader.number(in: header, at: StoreHeader.version))
            guard version <= format.version else { throw .newer(path: path, version: version) }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .inputOutput(detail: SystemError.last)
        }
        if status.st_mode & 0o077 != 0 { try close(path, mode: 0o600) }
        return count == 0 || access(path + "-journal", F_OK) == 0
    }
}
