import Glibc

/// Why a trial could not be made; what a trial found is a ``Violation``.
struct ProofFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// A system call that failed just now.
    init(call: String) {
        description = "\(call): \(String(cString: strerror(errno)))"
    }
}
