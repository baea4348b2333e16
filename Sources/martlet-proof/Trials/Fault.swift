/// One thing that goes wrong in one run.
enum Fault: Hashable, Sendable {
    case call(CallFault, at: Int)
    /// SIGKILL after so long.
    case instant(Duration)
    case server(ServerCut)

    /// Whether the run is to end by SIGKILL.
    var kills: Bool {
        switch self {
        case .call(let fault, _):
            [.killBefore, .killHalfway, .killAfter].contains(fault.deed)
        case .instant: true
        case .server: false
        }
    }

    var cut: ServerCut? {
        if case .server(let cut) = self { cut } else { nil }
    }
}
