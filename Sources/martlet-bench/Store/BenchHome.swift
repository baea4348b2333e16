import Glibc
import Storage

/// A home folder for the measured program: its settings and its mail, and nobody else's.
struct BenchHome {
    let folder: String

    /// A folder that did not exist before.
    static func temporary() throws(BenchFault) -> BenchHome {
        var template = Array("\(temporaryFolder)/martlet-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchFault(call: "mkdtemp") }
        return BenchHome(
            folder: String(
                decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    static var temporaryFolder: String {
        getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    }

    /// The program's environment; nothing of ours reaches it.
    var environment: [String: String] {
        [
            "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder,
            "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder, "XDG_RUNTIME_DIR": folder,
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC",
            "PATH": "/usr/bin:/bin",
        ]
    }

    private var program: String { folder + "/martlet" }
    var mail: String { program + "/mail.sqlite" }

    func openStore() throws(StoreFault) -> Store {
        try Store(mail: mail, bodies: program + "/bodies.sqlite")
    }

    func write(settings: String) throws(BenchFault) {
        try makeFolder()
        let path = program + "/config.toml"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFault(call: path) }
        defer { close(descriptor) }
        let octets = Array(settings.utf8)
        guard Glibc.write(descriptor, octets, octets.count) == octets.count else {
            throw BenchFault(call: path)
        }
    }

    func makeFolder() throws(BenchFault) {
        for path in [folder, program] where mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw BenchFault(call: path)
        }
    }

    /// A home of its own with the same mail.
    func copy() throws(BenchFault) -> BenchHome {
        let copy = try BenchHome.temporary()
        try copy.makeFolder()
        try File.copy(mail, to: copy.mail)
        return copy
    }

    var megabytes: Double {
        var facts = stat()
        return stat(mail, &facts) == 0 ? Double(facts.st_size) / 1_000_000 : 0
    }

    func remove() {
        File.remove(folder)
    }
}

/// Files as far as measuring needs them.
private enum File {
    static func copy(_ source: String, to target: String) throws(BenchFault) {
        let from = open(source, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else { throw BenchFault(call: source) }
        defer { close(from) }
        let to = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard to >= 0 else { throw BenchFault(call: target) }
        defer { close(to) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(from, &buffer, buffer.count)
            guard count >= 0 else { throw BenchFault(call: source) }
            guard count > 0 else { return }
            guard write(to, buffer, count) == count else { throw BenchFault(call: target) }
        }
    }

    /// The file, or the folder with all that is in it; what is not there is no fault.
    static func remove(_ path: String) {
        guard unlink(path) != 0, errno == EISDIR || errno == EPERM else { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    private static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
