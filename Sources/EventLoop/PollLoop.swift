import Glibc
import Synchronization

/// A loop around `poll` that is also an executor: actors on it run between two polls.
///
/// One thread so serves many sockets without a lock of its own: an actor on the loop awaits
/// ``wait(for:_:until:isolation:)`` and is resumed where its descriptor was found ready. Jobs,
/// timers, descriptors and cancelling have this one mechanism. A loop lives as long as the
/// process, as jobs may come to it at any time.
public final class PollLoop: SerialExecutor {
    private enum Outcome: Sendable {
        case ready([Watch])
        case failed(WaitFault)
    }

    private struct Waiter: Sendable {
        var watches: [Watch]
        var deadline: ContinuousClock.Instant?
        var continuation: CheckedContinuation<Outcome, Never>
    }

    /// A waiter as `poll` sees it, without the right to resume it.
    private struct Waiting {
        var id: UInt64
        var watches: [Watch]
        var deadline: ContinuousClock.Instant?

        init(_ id: UInt64, _ waiter: Waiter) {
            self.id = id
            watches = waiter.watches
            deadline = waiter.deadline
        }
    }

    private struct State: Sendable {
        var jobs: [UnownedJob] = []
        var waiters: [UInt64: Waiter] = [:]
        /// Whether the thread is in `poll`, or on its way into it, and must be rung out.
        var isAsleep = false
    }

    private let state = Mutex(State())
    private let lastWait = Atomic<UInt64>(0)
    private let doorbell: Doorbell

    private init() throws(SystemFault) {
        doorbell = try Doorbell()
    }

    /// A loop with a thread of its own.
    public convenience init(name: String) throws(SystemFault) {
        try self.init()
        try WorkerThread.start(named: name) { [self] in run(until: { false }) }
    }

    /// A loop that runs when the calling thread says so, by ``run(until:)`` or ``turn(watching:until:)``.
    public static func onCurrentThread() throws(SystemFault) -> PollLoop {
        try PollLoop()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        change { $0.jobs.append(job) }
    }

    /// Changes the state and wakes the thread when it would not see the change by itself.
    private func change(_ body: (inout State) -> Void) {
        let mustRing = state.withLock { state in
            body(&state)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if mustRing { doorbell.ring() }
    }
}

// MARK: - Waiting

extension PollLoop {
    /// Returns when a descriptor is ready, with what of `interest` it is ready for.
    ///
    /// The answer is empty when ``wake(_:)`` ended the wait. Called by an actor on this loop it
    /// never leaves the thread; from elsewhere it works as well and costs two hops.
    public func wait(
        for descriptor: Int32, _ interest: Interest,
        until deadline: ContinuousClock.Instant? = nil,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(WaitFault) -> Interest {
        let ready = try await wait(forAny: [Watch(descriptor, interest)], until: deadline)
        return ready.first?.interest ?? []
    }

    /// Returns when at least one of several descriptors is ready, with those that are.
    public func wait(
        forAny watches: [Watch], until deadline: ContinuousClock.Instant? = nil,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(WaitFault) -> [Watch] {
        let id = lastWait.add(1, ordering: .relaxed).newValue
        let outcome = await withTaskCancellationHandler {
            // Without this capture the closure would run on the global pool.
            _ = isolation
            return await withCheckedContinuation { continuation in
                let waiter = Waiter(
                    watches: watches, deadline: deadline, continuation: continuation)
                change { $0.waiters[id] = waiter }
                // A task cancelled before that line found no waiter to end.
                if Task.isCancelled { end(id, with: .failed(.cancelled)) }
            }
        } onCancel: {
            end(id, with: .failed(.cancelled))
        }
        switch outcome {
        case .ready(let ready): return ready
        case .failed(let fault): throw fault
        }
    }

    /// Returns at the given time; throws only ``WaitFault/cancelled``.
    public func sleep(
        until deadline: ContinuousClock.Instant, isolation: isolated (any Actor)? = #isolation
    ) async throws(WaitFault) {
        do {
            _ = try await wait(forAny: [], until: deadline)
        } catch {
            guard error == .timedOut else { throw error }
        }
    }

    /// Ends every wait for a descriptor as if it had become ready.
    ///
    /// To be called before a descriptor is closed, as its number may soon mean another file.
    public func wake(_ descriptor: Int32) {
        let ids = state.withLock { state in
            state.waiters.filter { $0.value.watches.contains { $0.descriptor == descriptor } }
                .map(\.key)
        }
        for id in ids {
            end(id, with: .ready([]))
        }
    }

    /// Whoever takes the waiter out resumes it, so that it is resumed once.
    private func end(_ id: UInt64, with outcome: Outcome) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.continuation.resume(returning: outcome)
    }
}

// MARK: - Turning

extension PollLoop {
    /// Runs jobs and answers waits until the condition holds, asked after every turn.
    public func run(until condition: () -> Bool) {
        while !condition() {
            _ = turn()
        }
    }

    /// Waits for the next thing to happen, answers the waits and runs the jobs that are due.
    ///
    /// Returns also when one of `watches` is ready (these are the result) or at the deadline.
    public func turn(
        watching watches: [Watch] = [], until deadline: ContinuousClock.Instant? = nil
    ) -> [Watch] {
        let ready = pollOnce(watches, until: deadline)
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs {
            job.runSynchronously(on: asUnownedSerialExecutor())
        }
        return ready
    }

    private func pollOnce(
        _ watches: [Watch], until deadline: ContinuousClock.Instant?
    ) -> [Watch] {
        let (waiting, mayRest) = state.withLock { state in
            state.isAsleep = state.jobs.isEmpty
            return (state.waiters.map(Waiting.init), state.isAsleep)
        }
        let asked = watches + waiting.flatMap(\.watches)
        let bell = Watch(doorbell.descriptor, .readable)
        var entries = ([bell] + asked).map(\.pollEntry)
        let deadlines = waiting.compactMap(\.deadline) + (deadline.map { [$0] } ?? [])
        let patience = mayRest ? PollLoop.milliseconds(until: deadlines.min()) : 0
        let count = poll(&entries, nfds_t(entries.count), patience)
        state.withLock { $0.isAsleep = false }
        // After an interrupted call the entries hold nothing of worth.
        guard count >= 0 else { return [] }
        if entries[0].revents != 0 { doorbell.silence() }
        var results = entries.dropFirst()
        let ready = PollLoop.fulfilled(watches, by: &results)
        answer(waiting, results)
        return ready
    }

    private func answer(_ waiting: [Waiting], _ results: ArraySlice<pollfd>) {
        var results = results
        let now = ContinuousClock.now
        for waiter in waiting {
            let ready = PollLoop.fulfilled(waiter.watches, by: &results)
            if !ready.isEmpty {
                end(waiter.id, with: .ready(ready))
            } else if let deadline = waiter.deadline, deadline <= now {
                end(waiter.id, with: .failed(.timedOut))
            }
        }
    }

    /// Takes the entries of these watches off the front and keeps what has come true.
    private static func fulfilled(
        _ watches: [Watch], by results: inout ArraySlice<pollfd>
    ) -> [Watch] {
        watches.compactMap { watch in
            results.popFirst().flatMap(watch.fulfilled(by:))
        }
    }

    /// What `poll` wants to hear, rounded up so that it never wakes just before the deadline.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        return Int32(max(0, min(left.rounded(.up), 1_000_000)))
    }
}
