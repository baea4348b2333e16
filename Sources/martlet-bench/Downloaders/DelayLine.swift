import Glibc

/// A line with a distance: what one end sends arrives at the other so much later.
///
/// It loses nothing and is as fast as this computer, so that only waiting is measured.
struct DelayLine {
    /// What passed through all its connections.
    struct Traffic {
        /// How often the client spoke after the server had: the answers it waited for.
        var turns = 0
        var up = 0
        var down = 0
    }

    private let listener: Int32
    private let target: UInt16
    /// One way.
    private let delay: Duration
    private var links: [DelayedLink] = []
    private(set) var traffic = Traffic()

    init(listener: Int32, target: UInt16, delay: Duration) {
        self.listener = listener
        self.target = target
        self.delay = delay
    }

    /// Works until the descriptor has something to read or is closed at its other end.
    mutating func run(until lifeline: Int32) {
        while true {
            var watches = [
                pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            ]
            let now = ContinuousClock.now
            for link in links { watches += link.watches(now) }
            wait(for: links.compactMap { $0.due(after: now) }.min() ?? .seconds(60), &watches)
            if watches[0].revents != 0 { return }
            if watches[1].revents != 0 { accept() }
            for index in links.indices { links[index].move(&traffic) }
            links.removeAll { $0.isOver }
        }
    }

    /// As exact as a line is: `poll` alone would round to a thousandth of a second.
    private func wait(for duration: Duration, _ watches: inout [pollfd]) {
        let milliseconds = Int32(duration.milliseconds)
        if milliseconds == 0 { usleep(UInt32(duration.milliseconds * 1_000)) }
        poll(&watches, nfds_t(watches.count), milliseconds)
    }

    private mutating func accept() {
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let server = Port.connect(target) else {
            close(client)
            return
        }
        links.append(DelayedLink(client: client, server: server, delay: delay))
    }
}
