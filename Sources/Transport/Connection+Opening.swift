import EventLoop
import Logging
import Wire

extension Connection {
    func establish() async throws(TransportFault) {
        try checkStillWanted()
        switch peer {
        case .server(let endpoint):
            let socket = try await dial(endpoint)
            try checkStillWanted()
            stream = ByteStream(socket: socket)
            if endpoint.security == .tls { try await secure() }
        case .client(let security):
            if case .tls = security { try await secure() }
        }
        phase = .talking
        network.logger.debug(
            "connection opened",
            metadata: ["peer": "\(peer)", "tls": "\(report.tlsDescription ?? "none")"])
    }

    private func dial(_ endpoint: Endpoint) async throws(TransportFault) -> Socket {
        let start = ContinuousClock.now
        let deadline = start + deadlines.connect
        let addresses = try await network.resolver.addresses(
            of: endpoint.host, port: endpoint.port, on: network.loop, until: deadline)
        let resolved = ContinuousClock.now
        report.resolveTime = start.duration(to: resolved)
        var dialer = Dialer(endpoint: endpoint, loop: network.loop, deadline: deadline)
        let socket = try await dialer.connect(to: addresses)
        report.connectTime = resolved.duration(to: .now)
        return socket
    }

    /// Throws when somebody closed the connection while it was being opened.
    private func checkStillWanted() throws(TransportFault) {
        if let ending { throw ending }
    }

    /// The TLS handshake; afterwards the other side is who it should be.
    private func secure() async throws(TransportFault) {
        guard let socket = stream?.socket else { throw ending ?? .closed }
        let start = ContinuousClock.now
        let tls = try makeSession(on: socket)
        handshake: while true {
            try tls.checkPreface(on: socket)
            switch tls.handshake() {
            case .moved: break handshake
            case .ended: throw .truncated
            case .failed(let fault): throw fault
            case .blocked(let needs):
                try await wait(for: needs, until: start + deadlines.handshake, in: .handshake)
                try checkStillWanted()
            }
        }
        stream?.tls = tls
        machine.secured(tls.channelBinding(isServer: isServer))
        report.tlsDescription = tls.description
        report.handshakeTime = start.duration(to: .now)
    }

    private var isServer: Bool {
        if case .client = peer { true } else { false }
    }

    private func makeSession(on socket: Socket) throws(TransportFault) -> TLSSession {
        switch peer {
        case .server(let endpoint):
            let context = try network.clientContext(for: endpoint)
            return try TLSSession(context: context, socket: socket, endpoint: endpoint)
        case .client(let security):
            guard let identity = security.identity else {
                throw .tlsFailed(reason: "this server has no certificate")
            }
            return try TLSSession(identity: identity, socket: socket)
        }
    }

    /// Begins TLS inside the conversation (RFC 2595).
    ///
    /// Nothing but a TLS record may wait on the socket: other octets were sent before the
    /// connection was protected, to be read as if they had come after.
    func startTLS() async throws(TransportFault) {
        guard stream?.tls == nil else { throw .tlsFailed(reason: "TLS is already in use") }
        while !output.isEmpty {
            flush()
            if let ending { throw ending }
            guard !output.isEmpty else { break }
            try await wait(for: .writable, until: writeDeadline, in: .writing)
            try checkStillWanted()
        }
        if let octet = stream?.socket.peek(), !TLSPreface.isRecord(octet) {
            throw .wire(WireFault(expected: "a TLS handshake and nothing before it"))
        }
        try await secure()
        machine.tlsStarted()
        phase = .talking
    }

    func wait(
        for interest: Interest, until deadline: ContinuousClock.Instant,
        in phase: TransportFault.Phase
    ) async throws(TransportFault) {
        guard let stream else { throw ending ?? .closed }
        do {
            _ = try await network.loop.wait(
                for: stream.socket.descriptor, interest, until: deadline)
        } catch {
            throw TransportFault(error, in: phase)
        }
    }
}

extension Connection.Peer: CustomStringConvertible {
    var description: String {
        switch self {
        case .server(let endpoint): "\(endpoint.host):\(endpoint.port)"
        case .client: "client"
        }
    }
}
