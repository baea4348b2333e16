import Glibc

/// Waits until the disk has what was written.
///
/// A new name is safe only when its folder is on the disk as well (fsync(2)).
enum DiskSync {
    static func file(_ path: String) throws(StoreFault) {
        try sync(path, O_RDONLY)
    }

    static func folder(of path: String) throws(StoreFault) {
        try sync(folder(path), O_RDONLY | O_DIRECTORY)
    }

    static func folder(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func sync(_ path: String, _ flags: Int32) throws(StoreFault) {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemError.last) }
        defer { close(descriptor) }
        while fsync(descriptor) != 0 {
            // Some file systems cannot do it for folders.
            if errno == EINVAL { return }
            guard errno == EINTR else { throw .inputOutput(detail: SystemError.last) }
        }
    }
}
