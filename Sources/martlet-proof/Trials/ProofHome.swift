/// A home folder for the tried program: its settings and its mail, and nobody else's.
struct ProofHome: Sendable {
    let folder: String

    /// What is in the folder of the program, file by file.
    typealias Image = [String: [UInt8]]

    /// - Parameter folder: is made where it is missing.
    init(folder: String) throws(ProofFault) {
        self.folder = folder
        try Files.makeFolder(folder)
        try Files.makeFolder(program)
    }

    private var program: String { folder + "/martlet" }
    var store: String { program + "/mail.sqlite" }
    var tally: String { folder + "/tally" }

    /// The program's environment; nothing of ours reaches it, and no authorities but our own.
    var environment: [String: String] {
        [
            "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder,
            "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder, "XDG_RUNTIME_DIR": folder,
            "LANG": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin",
            "SSL_CERT_FILE": "/dev/null", "SSL_CERT_DIR": folder,
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    static func settings(port: UInt16, certificate: String) -> [UInt8] {
        Array(
            """
            [accounts.proof]
            protocol = "pop"
            address = "robin@work.example"

            [accounts.proof.incoming]
            host = "127.0.0.1"
            port = \(port)
            security = "tls"
            ca_file = "\(certificate)"
            user = "\(ProofServer.user)"
            password = "\(ProofServer.password)"
            leave_on_server = "0d"

            """.utf8)
    }

    /// All files, except those that processes share and make anew.
    func image() throws(ProofFault) -> Image {
        var image: Image = [:]
        for name in Files.names(in: program) where !name.hasSuffix("-shm") {
            image[name] = try Files.read("\(program)/\(name)")
        }
        return image
    }

    /// Makes the folder hold these files and no others.
    func restore(_ image: Image) throws(ProofFault) {
        for name in Files.names(in: program) { Files.remove("\(program)/\(name)") }
        for (name, octets) in image { try Files.write(octets, to: "\(program)/\(name)") }
    }
}
