import Glibc

/// What was built beside this program.
enum BuiltPrograms {
    static let folder: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let octets = buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }
        let path = String(decoding: octets, as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }()

    /// The program that is tried.
    static var martlet: String { folder + "/martlet" }
    /// The library that makes its calls fail.
    static var shim: String { folder + "/libCFaultShim.so" }
}
