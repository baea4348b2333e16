import Glibc
import Testing

@testable import EventLoop

@Suite("EventQueue") struct EventQueueTests {
    private func isReadable(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    @Test("elements come out in the order they were sent, once")
    func order() throws {
        let queue = try EventQueue<Int>()
        for number in 1...3 { queue.send(number) }
        #expect(queue.drain() == [1, 2, 3])
        #expect(queue.drain() == [])
    }

    @Test("the descriptor is readable exactly while something waits")
    func doorbell() throws {
        let queue = try EventQueue<Int>()
        #expect(!isReadable(queue.descriptor))
        queue.send(1)
        queue.send(2, replacing: "key")
        #expect(isReadable(queue.descriptor))
        _ = queue.drain()
        #expect(!isReadable(queue.descriptor))
        queue.send(3, replacing: "key")
        queue.send(4, replacing: "key")
        #expect(isReadable(queue.descriptor))
    }

    @Test("an element replaces a waiting one of its key and overtakes nothing")
    func replacing() throws {
        let queue = try EventQueue<String>()
        queue.send("rows 1", replacing: "rows")
        queue.send("news")
        queue.send("counts", replacing: "counts")
        queue.send("rows 2", replacing: "rows")
        #expect(queue.drain() == ["news", "counts", "rows 2"])
    }

    @Test("what was taken is not replaced")
    func replacingTaken() throws {
        let queue = try EventQueue<Int>()
        queue.send(1, replacing: 0)
        #expect(queue.drain() == [1])
        queue.send(2, replacing: 0)
        #expect(queue.drain() == [2])
    }

    @Test("keys are kept apart however often their elements are replaced")
    func manyReplacements() throws {
        let queue = try EventQueue<[Int]>()
        queue.send([-1])
        for round in 0..<1_000 {
            for key in 0..<7 { queue.send([round, key], replacing: key) }
        }
        #expect(queue.drain() == [[-1]] + (0..<7).map { [999, $0] })
    }

    @Test("no element and no wake-up is lost between eight senders and a waiting receiver")
    func manySenders() async throws {
        let senders = 8
        let each = 10_000
        let loop = try PollLoop(name: "receiver")
        let queue = try EventQueue<(sender: Int, number: Int)>()
        for sender in 0..<senders {
            try WorkerThread.start(named: "sender \(sender)") {
                for number in 0..<each { queue.send((sender, number)) }
            }
        }
        var received = Array(repeating: [Int](), count: senders)
        while received.map(\.count).reduce(0, +) < senders * each {
            _ = try await loop.wait(
                for: queue.descriptor, .readable, until: .now + .seconds(30))
            for (sender, number) in queue.drain() {
                received[sender].append(number)
            }
        }
        #expect(received == Array(repeating: Array(0..<each), count: senders))
    }
}
