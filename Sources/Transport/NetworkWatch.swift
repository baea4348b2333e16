import EventLoop

/// Why a connection that was refused before may work now, or one that worked may be dead.
public enum NetworkChange: Hashable, Sendable {
    /// A link, an address or a default route came or went.
    case moved
    /// The computer slept and is awake again.
    case woke
}

extension Network {
    /// One element after each change, once things have settled.
    ///
    /// Changes that come faster than they are heard are merged. Where the system tells nothing of
    /// its network there are none.
    public func changes() -> AsyncStream<NetworkChange> {
        let (stream, send) = AsyncStream.makeStream(
            of: NetworkChange.self, bufferingPolicy: .bufferingNewest(1))
        let watch = NetworkWatch(loop: loop)
        let task = Task {
            await watch.run { send.yield($0) }
            send.finish()
        }
        send.onTermination = { _ in task.cancel() }
        return stream
    }
}

/// Waits on the network's loop for what the kernel tells.
private actor NetworkWatch {
    private nonisolated let loop: PollLoop
    private let news: NetworkNews?
    private let alarm: WakeAlarm?
    private var facts = NetworkFacts()

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Quiet for so long means that things have settled.
    private static let quiet = Duration.seconds(1)
    /// The kernel answers at once.
    private static let answer = Duration.milliseconds(50)
    /// They are told of even if they never settle.
    private static let longest = Duration.seconds(4)

    init(loop: PollLoop) {
        self.loop = loop
        news = NetworkWatch.made { () throws(SystemFault) in try NetworkNews() }
        alarm = NetworkWatch.made { () throws(SystemFault) in try WakeAlarm() }
    }

    /// Nil where the system does not offer it: then that is not watched.
    private static func made<Value>(_ make: () throws(SystemFault) -> Value) -> Value? {
        do throws(SystemFault) {
            return try make()
        } catch {
            return nil
        }
    }

    /// Returns when the task is cancelled, or when there is nothing to watch.
    func run(_ tell: @Sendable (NetworkChange) -> Void) async {
        guard !watches.isEmpty else { return }
        do throws(WaitFault) {
            try await learn()
            while true {
                _ = try await loop.wait(forAny: watches)
                guard var change = take() else { continue }
                if try await settle() == .woke { change = .woke }
                tell(change)
            }
        } catch {
            return
        }
    }

    /// Hears how things are before anything changes.
    private func learn() async throws(WaitFault) {
        for subject in NetworkNews.Subject.allCases {
            news?.ask(for: subject)
            _ = try await settle(after: NetworkWatch.answer)
        }
    }

    private var watches: [Watch] {
        [news?.descriptor, alarm?.descriptor].compactMap { $0 }.map { Watch($0, .readable) }
    }

    /// Waits for an end of the changes; answers what came meanwhile.
    private func settle(
        after quiet: Duration = NetworkWatch.quiet
    ) async throws(WaitFault) -> NetworkChange? {
        let latest = ContinuousClock.now + NetworkWatch.longest
        var last: NetworkChange?
        while ContinuousClock.now < latest {
            do throws(WaitFault) {
                let deadline = min(latest, .now + quiet)
                _ = try await loop.wait(forAny: watches, until: deadline)
            } catch {
                guard error == .timedOut else { throw error }
                return last
            }
            if let change = take(), last != .woke { last = change }
        }
        return last
    }

    private func take() -> NetworkChange? {
        let hasWoken = alarm?.take() ?? false
        var hasMoved = false
        while let octets = news?.take() {
            if octets.isEmpty || facts.take(octets) { hasMoved = true }
        }
        return hasWoken ? .woke : hasMoved ? .moved : nil
    }
}
