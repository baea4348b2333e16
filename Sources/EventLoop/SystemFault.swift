import Glibc

/// The system refused a call that rarely fails: no descriptors, no threads, no memory left.
public struct SystemFault: Error, Hashable, Sendable {
    /// The call, as its manual page is named: `eventfd`.
    public let call: String
    /// The value of `errno`.
    public let code: Int32

    public init(call: String, code: Int32 = errno) {
        self.call = call
        self.code = code
    }

    /// The system's own words for the code: "Too many open files".
    public var reason: String {
        var text = [CChar](repeating: 0, count: 256)
        _ = strerror_r(code, &text, text.count - 1)
        return text.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension SystemFault: CustomStringConvertible {
    public var description: String { "\(call): \(reason)" }
}
