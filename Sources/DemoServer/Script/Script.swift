/// How a server departs from what it should do, as data: for lying, slow and dying servers.
///
/// Commands are counted over all connections of a service, so a rule for the first `UID FETCH`
/// spares the client's second attempt.
public struct Script: Sendable, Hashable {
    public enum Action: Sendable, Hashable {
        /// These octets, and nothing of what was asked. `$TAG` stands for the client's tag.
        case instead([UInt8])
        /// These octets, then the honest answer.
        case before([UInt8])
        /// The honest answer, then these octets.
        case after([UInt8])
        /// The honest work is done, but these octets say otherwise.
        case pretend([UInt8])
        /// The connection ends without an answer.
        case drop
        /// The work is done, then the connection ends without an answer.
        case dropAfterwards
        /// Neither this nor any later command of the connection is answered.
        case stall
        /// The connection ends in the middle of the honest answer, after so many octets.
        case cut(after: Int)
    }

    public struct Rule: Sendable, Hashable {
        /// Upper case, such as `UID FETCH`; `GREETING` is what the server says first.
        public var command: String
        /// The how many-th command of that kind, from 1; nil: every one.
        public var number: Int?
        public var action: Action

        public init(_ command: String, number: Int? = nil, _ action: Action) {
            self.command = command
            self.number = number
            self.action = action
        }
    }

    public var rules: [Rule]

    public init(_ rules: [Rule] = []) {
        self.rules = rules
    }

    /// Octets of whole lines, each with its end.
    public static func lines(_ lines: String...) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [13, 10] }
    }

    func actions(for command: String, number: Int) -> [Action] {
        rules.filter { $0.command == command && ($0.number ?? number) == number }.map(\.action)
    }
}
