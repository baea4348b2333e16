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
        try BenchFile.write(settings, to: program + "/config.toml")
    }

    /// A file of another program; answers its path.
    func write(_ text: String, as name: String) throws(BenchFault) -> String {
        try BenchFile.write(text, to: folder + "/" + name)
        return folder + "/" + name
    }

    /// Where other programs deliver.
    var maildir: String { folder + "/Maildir" }

    func makeMaildir() throws(BenchFault) {
        for path in ["", "/cur", "/new", "/tmp"] { try BenchFile.makeFolder(maildir + path) }
    }

    /// Everything in it so far belongs to that user from now on.
    func give(to user: String) throws(BenchFault) {
        try ChildProgram.run(["/bin/chown", "-R", user, folder], what: "chown")
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
        try BenchFile.copy(mail, to: copy.mail)
        return copy
    }

    var megabytes: Double { BenchHome.megabytes(of: mail) }

    /// Of the search index, with what is still in its write-ahead log.
    var indexMegabytes: Double {
        let index = program + "/search.sqlite"
        return BenchHome.megabytes(of: index) + BenchHome.megabytes(of: index + "-wal")
    }

    private static func megabytes(of path: String) -> Double {
        var facts = stat()
        return stat(path, &facts) == 0 ? Double(facts.st_size) / 1_000_000 : 0
    }

    func remove() {
        BenchFile.remove(folder)
    }
}
