import Mail

/// How a command ended, as `sysexits.h` numbers it.
public enum ExitStatus: Int32, Sendable {
    case done = 0
    case nothingFound = 1
    case usage = 64
    case unreadableInput = 65
    case unreachable = 69
    case ourBug = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryLater = 75
    case protocolBroken = 76
    case loginRefused = 77
    case settings = 78

    public init(_ kind: Problem.Kind) {
        self =
            switch kind {
            case .unreachable: .unreachable
            case .loginRefused, .certificate, .passwordNeeded: .loginRefused
            case .protocolBroken, .refusedByServer: .protocolBroken
            case .settings: .settings
            case .usage: .usage
            case .disk: .inputOutput
            case .cannotCreate: .cannotCreate
            case .unreadableInput: .unreadableInput
            case .notFound: .nothingFound
            case .cancelled, .busy: .tryLater
            case .ourBug: .ourBug
            }
    }
}
