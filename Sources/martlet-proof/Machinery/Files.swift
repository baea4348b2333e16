import Glibc

/// Files as far as trials need them.
enum Files {
    static func read(_ path: String) throws(ProofFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ProofFault(call: path) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw ProofFault(call: path) }
        var octets = [UInt8](repeating: 0, count: Int(facts.st_size))
        let count = Glibc.read(descriptor, &octets, octets.count)
        guard count >= 0 else { throw ProofFault(call: path) }
        return Array(octets.prefix(count))
    }

    static func write(_ octets: [UInt8], to path: String, mode: mode_t = 0o600) throws(ProofFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw ProofFault(call: path) }
        defer { close(descriptor) }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw ProofFault(call: path) }
            rest = rest.dropFirst(count)
        }
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(ProofFault) {
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw ProofFault(call: path) }
    }

    /// A folder of a name nobody has.
    static func makeTemporaryFolder(in folder: String) throws(ProofFault) -> String {
        var template = Array("\(folder)/martlet-proof-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ProofFault(call: "mkdtemp in \(folder)") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func names(in folder: String) -> [String] {
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

    /// The file, or the folder with all that is in it; what is not there is no fault.
    static func remove(_ path: String) {
        guard unlink(path) != 0, errno == EISDIR || errno == EPERM else { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
