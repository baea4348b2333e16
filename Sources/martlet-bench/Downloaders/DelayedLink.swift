import Glibc

/// One connection through a line with a distance.
struct DelayedLink {
    private var up: DelayedFlow
    private var down: DelayedFlow
    private let client: Int32
    private let server: Int32
    private var serverSpokeLast = true

    init(client: Int32, server: Int32, delay: Duration) {
        (self.client, self.server) = (client, server)
        for descriptor in [client, server] {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            var isOn: Int32 = 1
            setsockopt(
                descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn,
                socklen_t(MemoryLayout<Int32>.size))
        }
        // The greeting of TCP itself goes to and fro once.
        let opening = ContinuousClock.now + delay * 2
        up = DelayedFlow(from: client, to: server, delay: delay, opening: opening)
        down = DelayedFlow(from: server, to: client, delay: delay, opening: opening)
    }

    func watches(_ now: ContinuousClock.Instant) -> [pollfd] {
        [up, down].flatMap { $0.watches(now) }
    }

    /// When the next octets are due that are still on their way.
    func due(after now: ContinuousClock.Instant) -> Duration? {
        [up, down].compactMap { $0.due(after: now) }.min()
    }

    /// Takes what was sent and hands on what has arrived; closes both ends after the last octet.
    mutating func move(_ traffic: inout DelayLine.Traffic) {
        let spoken = up.take()
        if spoken > 0, serverSpokeLast {
            traffic.turns += 1
            serverSpokeLast = false
        }
        let answered = down.take()
        if answered > 0 { serverSpokeLast = true }
        traffic.up += spoken
        traffic.down += answered
        up.deliver()
        down.deliver()
        guard isOver else { return }
        close(client)
        close(server)
    }

    var isOver: Bool { up.isOver && down.isOver }
}

/// One direction of it.
struct DelayedFlow {
    private struct Piece {
        var due: ContinuousClock.Instant
        var octets: [UInt8]
        var sent = 0
    }

    private let source: Int32
    private let target: Int32
    private let delay: Duration
    private let opening: ContinuousClock.Instant
    private var pieces: [Piece] = []
    private var head = 0
    private var held = 0
    private var hasEnded = false
    /// The end was handed on, or nobody is there to take it.
    private(set) var isOver = false

    /// Octets on the way; more than any window of TCP on a good line.
    private static let limit = 64 << 20
    private static let pieceSize = 256 << 10

    init(
        from source: Int32, to target: Int32, delay: Duration, opening: ContinuousClock.Instant
    ) {
        (self.source, self.target) = (source, target)
        (self.delay, self.opening) = (delay, opening)
    }

    func watches(_ now: ContinuousClock.Instant) -> [pollfd] {
        var watches: [pollfd] = []
        if !hasEnded, held < DelayedFlow.limit {
            watches.append(pollfd(fd: source, events: Int16(POLLIN), revents: 0))
        }
        if head < pieces.count, pieces[head].due <= now {
            watches.append(pollfd(fd: target, events: Int16(POLLOUT), revents: 0))
        }
        return watches
    }

    func due(after now: ContinuousClock.Instant) -> Duration? {
        guard head < pieces.count, pieces[head].due > now else { return nil }
        return pieces[head].due - now
    }

    /// Reads once, and answers how many octets came.
    ///
    /// The end of the stream is as long on its way as octets are.
    mutating func take() -> Int {
        guard !hasEnded, held < DelayedFlow.limit else { return 0 }
        var count = 0
        let octets = [UInt8](unsafeUninitializedCapacity: DelayedFlow.pieceSize) { buffer, filled in
            count = recv(source, buffer.baseAddress, buffer.count, 0)
            filled = max(count, 0)
        }
        if count < 0, errno == EAGAIN || errno == EINTR { return 0 }
        hasEnded = count <= 0
        // An empty piece is the end.
        pieces.append(Piece(due: max(.now, opening) + delay, octets: octets))
        held += octets.count
        return octets.count
    }

    mutating func deliver() {
        let now = ContinuousClock.now
        while !isOver, head < pieces.count, pieces[head].due <= now {
            let piece = pieces[head]
            guard !piece.octets.isEmpty else {
                shutdown(target, Int32(SHUT_WR))
                isOver = true
                return
            }
            let count = piece.octets[piece.sent...].withUnsafeBytes {
                send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count >= 0 else {
                isOver = true
                hasEnded = true
                return
            }
            pieces[head].sent += count
            guard pieces[head].sent == piece.octets.count else { return }
            held -= piece.octets.count
            pieces[head].octets = []
            head += 1
            if head == 64 {
                pieces.removeFirst(head)
                head = 0
            }
        }
    }
}
