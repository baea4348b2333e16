import Glibc

/// The system's own words for a failed call.
enum SystemError {
    static var last: String { text(errno) }

    static func text(_ code: Int32) -> String {
        guard let message = strerror(code) else { return "error \(code)" }
        return String(cString: message)
    }
}
