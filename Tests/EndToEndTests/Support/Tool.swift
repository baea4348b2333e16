import Foundation

/// A tool of the system, such as `openssl`.
struct Tool {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    let path: String

    /// Where shells look, and the folders for administration that users often lack.
    static let folders = [
        "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
    ]

    static let environment = [
        "PATH": folders.joined(separator: ":"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]

    init?(_ name: String) {
        let places: [String] = Tool.folders.map { "\($0)/\(name)" }
        guard let path = places.first(where: { access($0, X_OK) == 0 }) else { return nil }
        self.path = path
    }

    static func named(_ name: String) throws -> Tool {
        guard let tool = Tool(name) else { throw Failed(description: "\(name) is not installed") }
        return tool
    }

    /// Runs it to its end; throws when it says that it failed.
    @discardableResult
    func run(_ arguments: [String], input: Data = Data()) throws -> String {
        let process = try ChildProcess(
            path, arguments, environment: Tool.environment, input: input)
        let outcome = try process.end()
        guard outcome.status == 0 else {
            throw Failed(
                description: "\(path) \(arguments.joined(separator: " ")): status "
                    + "\(outcome.status)\n\(outcome.text)\(outcome.errorText)")
        }
        return outcome.text
    }
}
