/// The minimal server that answers what a row leaves alone.
protocol ScenarioModel {
    /// The command's name in upper case, as rows name it, and what follows it.
    func parse(_ line: ArraySlice<UInt8>) -> (name: String, argument: String)
    /// Whether the next line belongs to a command that has begun, such as a login.
    var isInCommand: Bool { get }
    var isLoggedIn: Bool { get }
    mutating func answer(_ line: ArraySlice<UInt8>) -> [ModelStep]
    mutating func tlsStarted()
    /// The raw message a command names.
    func message(for argument: String) -> (number: Int, raw: [UInt8])?
    /// A message as the protocol sends it, with its end.
    func framed(_ raw: [UInt8]) -> [UInt8]
}

/// What a model wants done.
enum ModelStep {
    case send([UInt8])
    case startTLS
    case close
}
