import Glibc

/// Files and folders as far as measuring needs them.
enum BenchFile {
    static func write(_ text: String, to path: String) throws(BenchFault) {
        try write(Array(text.utf8), to: path)
    }

    /// Only its owner may read it.
    static func write(_ octets: [UInt8], to path: String) throws(BenchFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFault(call: path) }
        defer { close(descriptor) }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw BenchFault(call: path) }
            rest = rest.dropFirst(count)
        }
    }

    static func makeFolder(_ path: String) throws(BenchFault) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw BenchFault(call: path) }
    }

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
            guard Glibc.write(to, buffer, count) == count else { throw BenchFault(call: target) }
        }
    }

    /// The file, or the folder with all that is in it; what is not there is no fault.
    static func remove(_ path: String) {
        guard unlink(path) != 0, errno == EISDIR || errno == EPERM else { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
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
}
