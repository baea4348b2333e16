import Glibc
import Mail

/// A private folder that is removed with all that is in it.
struct TemporaryFolder: Sendable {
    let path: String

    init() throws(SettingsFailure) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/martlet-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TemporaryFolder.failure(base) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where a program that lives in this folder keeps its things.
    var paths: Paths {
        Paths(
            settings: "\(path)/config.toml",
            environment: [
                "HOME": path, "XDG_CONFIG_HOME": path, "XDG_DATA_HOME": path,
                "XDG_CACHE_HOME": path, "XDG_STATE_HOME": path, "XDG_RUNTIME_DIR": path,
            ])
    }

    func write(_ text: String, to file: String) throws(SettingsFailure) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TemporaryFolder.failure(file) }
        defer { close(descriptor) }
        let octets = Array(text.utf8)
        guard Glibc.write(descriptor, octets, octets.count) == octets.count else {
            throw TemporaryFolder.failure(file)
        }
    }

    func remove() {
        TemporaryFolder.remove(path)
    }

    /// Removes a folder of ours with all that is in it.
    static func remove(_ path: String) {
        remove(path, depth: 0)
    }

    static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }

    /// Our own folders are a few levels deep; links are removed and never followed.
    private static func remove(_ path: String, depth: Int) {
        guard depth < 8, let folder = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(folder) {
            let name = TemporaryFolder.name(of: entry)
            guard name != ".", name != ".." else { continue }
            let child = "\(path)/\(name)"
            if Int32(entry.pointee.d_type) == Int32(DT_DIR) {
                remove(child, depth: depth + 1)
            } else {
                unlink(child)
            }
        }
        closedir(folder)
        rmdir(path)
    }

    private static func failure(_ path: String) -> SettingsFailure {
        let reason = String(cString: strerror(errno))
        return SettingsFailure([
            Problem(.disk, headline: "\(path) cannot be written", detail: reason)
        ])
    }
}
