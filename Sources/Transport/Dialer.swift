import EventLoop
import Glibc

/// Connects to the first address that answers.
///
/// A further address is tried when the ones before have failed or had a head start (RFC 8305), so
/// that a broken IPv6 costs a moment and not the deadline.
struct Dialer {
    static let headStart = Duration.milliseconds(250)

    let endpoint: Endpoint
    let loop: PollLoop
    let deadline: ContinuousClock.Instant
    private var attempts: [Socket] = []
    private var lastError: Int32 = 0

    init(endpoint: Endpoint, loop: PollLoop, deadline: ContinuousClock.Instant) {
        self.endpoint = endpoint
        self.loop = loop
        self.deadline = deadline
    }

    mutating func connect(
        to addresses: [SocketAddress], isolation: isolated (any Actor)? = #isolation
    ) async throws(TransportFault) -> Socket {
        for address in addresses.prefix(Limits.addressesTried) {
            begin(address)
            let patience = min(deadline, .now + Dialer.headStart)
            if let socket = try await winner(until: patience) { return socket }
        }
        if let socket = try await winner(until: deadline) { return socket }
        guard attempts.isEmpty else { throw .timedOut(.connecting) }
        throw .cannotConnect(
            host: endpoint.host.withoutControls, port: endpoint.port,
            reason: SystemFault(call: "connect", code: lastError).reason)
    }

    private mutating func begin(_ address: SocketAddress) {
        do {
            let socket = try Socket(family: address.family)
            let result = address.withPointer { Glibc.connect(socket.descriptor, $0, $1) }
            if result == 0 || errno == EINPROGRESS || errno == EINTR {
                attempts.append(socket)
            } else {
                lastError = errno
            }
        } catch {
            lastError = error.code
        }
    }

    /// Nil when time is up or every attempt has failed.
    private mutating func winner(
        until patience: ContinuousClock.Instant, isolation: isolated (any Actor)? = #isolation
    ) async throws(TransportFault) -> Socket? {
        while !attempts.isEmpty {
            let ready: [Watch]
            do {
                let watches = attempts.map { Watch($0.descriptor, .writable) }
                ready = try await loop.wait(forAny: watches, until: patience)
            } catch {
                guard error == .timedOut else { throw .cancelled }
                return nil
            }
            for descriptor in ready.map(\.descriptor) {
                guard let index = attempts.firstIndex(where: { $0.descriptor == descriptor })
                else { continue }
                let socket = attempts.remove(at: index)
                let code = socket.connectError
                if code == 0 {
                    socket.prepareForConversation()
                    return socket
                }
                lastError = code
            }
        }
        return nil
    }
}
