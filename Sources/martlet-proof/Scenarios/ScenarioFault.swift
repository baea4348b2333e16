import Glibc

/// Why the proof itself could not be done; no word about the program that is put to it.
struct ScenarioFault: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }

    /// The system refused a call.
    init(call: String) {
        description = "\(call): \(String(cString: strerror(errno)))"
    }
}
