import Glibc

/// This program and its neighbours on the disk.
enum BenchProgram {
    /// The file this process runs.
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let octets = buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }
        return String(decoding: octets, as: UTF8.self)
    }()

    /// The mail program built beside this one.
    static var martlet: String {
        path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/martlet"
    }
}
