import EventLoop
import Wire

/// Why there is no connection, or no longer one.
///
/// Every text in it may be shown: control characters are replaced.
public enum TransportFault: Error, Hashable, Sendable {
    /// What was going on when time ran out.
    public enum Phase: String, Hashable, Sendable {
        case resolving, connecting, handshake, computing, reading, writing
    }

    case unknownHost(host: String, reason: String)
    case cannotConnect(host: String, port: UInt16, reason: String)
    case certificate(CertificateFault)
    case tlsFailed(reason: String)
    case timedOut(Phase)
    /// The conversation ended in the proper way.
    case closed
    /// The stream broke off: a reset, or an end without TLS's goodbye; what came last may be cut.
    case truncated
    case wire(WireFault)
    case cancelled

    init(_ fault: WaitFault, in phase: Phase) {
        switch fault {
        case .timedOut: self = .timedOut(phase)
        case .cancelled: self = .cancelled
        }
    }
}

extension TransportFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownHost(let host, let reason): "no address found for \(host): \(reason)"
        case .cannotConnect(let host, let port, let reason):
            "cannot connect to \(host) port \(port): \(reason)"
        case .certificate(let fault): fault.description
        case .tlsFailed(let reason): "no secure connection: \(reason)"
        case .timedOut(let phase): "timed out while \(phase.activity)"
        case .closed: "the connection is closed"
        case .truncated: "the connection broke off"
        case .wire(let fault):
            fault.excerpt.isEmpty
                ? "the other side broke the protocol: expected \(fault.expected)"
                : "the other side broke the protocol: expected \(fault.expected), "
                    + "got \"\(fault.excerpt)\""
        case .cancelled: "cancelled"
        }
    }
}

extension TransportFault.Phase {
    /// The phase as the end of "timed out while …".
    public var activity: String {
        switch self {
        case .resolving: "looking up the host name"
        case .connecting: "connecting"
        case .handshake: "negotiating TLS"
        case .computing: "working out the login"
        case .reading: "waiting for the other side"
        case .writing: "sending"
        }
    }
}
