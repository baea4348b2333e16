import Glibc
import Synchronization
import Testing

@testable import EventLoop

@Suite("PollLoop") struct PollLoopTests {
    let loop: PollLoop

    init() throws {
        loop = try PollLoop(name: "test loop")
    }

    @Test("a wait returns when the descriptor is ready")
    func readable() async throws {
        let pipe = Pipe()
        async let ready = loop.wait(for: pipe.output, .readable, until: .now + .seconds(20))
        pipe.put()
        #expect(try await ready == .readable)
    }

    @Test("a wait tells which of several descriptors is ready")
    func several() async throws {
        let idle = Pipe()
        let busy = Pipe()
        busy.put()
        let ready = try await loop.wait(
            forAny: [Watch(idle.output, .readable), Watch(busy.output, .readable)])
        #expect(ready == [Watch(busy.output, .readable)])
    }

    @Test("a wait ends at its deadline and not before")
    func deadline() async {
        let pipe = Pipe()
        let deadline = ContinuousClock.now + .milliseconds(20)
        await #expect(throws: WaitFault.timedOut) {
            try await loop.wait(for: pipe.output, .readable, until: deadline)
        }
        #expect(ContinuousClock.now >= deadline)
    }

    @Test("a sleep of a task that is cancelled ends at once")
    func cancelledSleep() async {
        let sleeper = Task { [loop] in try await loop.sleep(until: .now + .seconds(600)) }
        sleeper.cancel()
        await #expect(throws: WaitFault.cancelled) { try await sleeper.value }
    }

    @Test("a wait ends however cancelling and waiting fall together")
    func cancelRaces() async {
        let pipe = Pipe()
        for _ in 0..<2_000 {
            let waiter = Task { [loop] in _ = try await loop.wait(for: pipe.output, .readable) }
            waiter.cancel()
            await #expect(throws: WaitFault.cancelled) { try await waiter.value }
        }
    }

    @Test("no sleep ends before its time, however many there are")
    func sleeps() async throws {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delay in [30, 10, 0, 20, -1] {
                group.addTask { [loop] in
                    let deadline = start + .milliseconds(delay)
                    try await loop.sleep(until: deadline)
                    #expect(ContinuousClock.now >= deadline)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("waking a descriptor ends the waits for it, and only those")
    func wake() async throws {
        let woken = Pipe()
        let other = Pipe()
        async let first = loop.wait(for: woken.output, .readable)
        async let second = loop.wait(for: other.output, .readable)
        // The waits may not have begun: wake until one has ended.
        let isDone = Atomic(false)
        Task.detached { [loop] in
            while !isDone.load(ordering: .acquiring) {
                loop.wake(woken.output)
                await Task.yield()
            }
        }
        #expect(try await first == [])
        isDone.store(true, ordering: .releasing)
        other.put()
        #expect(try await second == .readable)
    }

    @Test("an actor on the loop stays on the loop's thread across a wait")
    func stays() async {
        let resident = Resident(on: loop)
        let home = await resident.thread
        let (before, after, fault) = await resident.threadsAroundAWait()
        #expect(before == home)
        #expect(after == home)
        #expect(fault == .timedOut)
    }

    @Test("a loop without a thread runs its actors where it is turned")
    func currentThread() async throws {
        let turned = try PollLoop.onCurrentThread()
        let resident = Resident(on: turned)
        let threads = try EventQueue<pthread_t>()
        try WorkerThread.start(named: "turner") {
            turned.run { resident.noted.withLock { $0 != nil } }
            threads.send(pthread_self())
        }
        await resident.noteThread()
        _ = try await loop.wait(for: threads.descriptor, .readable)
        #expect(threads.drain() == [resident.noted.withLock { $0 }])
    }

    @Test("a turn ends when a watched descriptor is ready")
    func turn() throws {
        let loop = try PollLoop.onCurrentThread()
        let pipe = Pipe()
        pipe.put()
        let watch = Watch(pipe.output, .readable)
        #expect(loop.turn(watching: [watch]) == [watch])
    }

    @Test("a turn ends at its deadline")
    func turnDeadline() throws {
        let loop = try PollLoop.onCurrentThread()
        let deadline = ContinuousClock.now + .milliseconds(5)
        while ContinuousClock.now < deadline {
            #expect(loop.turn(until: deadline) == [])
        }
    }

    @Test("new threads leave the terminal's signals to the first one")
    func signals() async throws {
        let masked = try EventQueue<Bool>()
        let before = isInterruptBlocked
        try WorkerThread.start(named: "mask") {
            var mask = sigset_t()
            pthread_sigmask(SIG_BLOCK, nil, &mask)
            let all = [SIGWINCH, SIGINT, SIGTERM, SIGTSTP]
            masked.send(all.allSatisfy { sigismember(&mask, $0) == 1 })
        }
        _ = try await loop.wait(for: masked.descriptor, .readable)
        #expect(masked.drain() == [true])
        #expect(isInterruptBlocked == before)
    }

    private var isInterruptBlocked: Bool {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return sigismember(&mask, SIGINT) == 1
    }

    @Test("a fault of the system says which call and why")
    func systemFault() {
        let fault = SystemFault(call: "eventfd", code: EMFILE)
        #expect(fault.description == "eventfd: Too many open files")
    }
}
