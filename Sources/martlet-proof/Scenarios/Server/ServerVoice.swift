import Glibc

/// How a scripted server's octets leave: at once, in pieces, slowly, or only up to a cut.
struct ServerVoice {
    /// Where a connection breaks off.
    struct Cut: Sendable {
        var after: Int
        var way: ScenarioAction.Closing
    }

    enum Outcome {
        case said, refused
        case cut(ScenarioAction.Closing)
    }

    private let peer: Peer
    private let fault: Scenario.Fault?
    private let cut: Cut?
    private var piece = 0
    /// Octets that left so far.
    private(set) var sent = 0

    init(_ peer: Peer, _ fault: Scenario.Fault?, cut: Cut?, isShaped: Bool) {
        self.peer = peer
        self.fault = isShaped ? fault : nil
        self.cut = cut
    }

    mutating func say(_ octets: some Collection<UInt8>) -> Outcome {
        var rest = Array(octets)[...]
        while !rest.isEmpty {
            let left = cut.map { $0.after - sent } ?? Int.max
            let piece = rest.prefix(min(pieceSize, left))
            if !piece.isEmpty, !peer.write(piece) { return .refused }
            sent += piece.count
            rest = rest.dropFirst(piece.count)
            if let cut, sent >= cut.after { return .cut(cut.way) }
            if case .dribble? = fault?.kind {
                usleep(UInt32(clamping: Int((fault?.pause ?? .zero) / .microseconds(1))))
            }
        }
        return .said
    }

    private var pieceSize: Int {
        mutating get {
            switch fault?.kind {
            case .dribble: return 1
            case .segments:
                guard let sizes = fault?.sizes, !sizes.isEmpty else { return .max }
                piece += 1
                return max(1, sizes[piece % sizes.count])
            default: return .max
            }
        }
    }
}
