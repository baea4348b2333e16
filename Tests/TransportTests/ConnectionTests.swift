import EventLoop
import Glibc
import Testing
import Wire

@testable import Transport

@Suite("Connection") struct ConnectionTests {
    let loopback: Loopback

    init() throws {
        loopback = try Loopback()
    }

    @Test("a line told to one machine is an event of the other")
    func line() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        try await client.say("hello\r\n")
        #expect(try await server.events() == [.line("hello")])
    }

    @Test("all events that the octets hold come together")
    func together() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        try await client.say("one\r\ntwo\r\nthree\r\nfo")
        #expect(try await server.events() == [.line("one"), .line("two"), .line("three")])
    }

    @Test("a server that sends octet by octet is understood")
    func slow() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        async let heard = client.events()
        for octet in "slow\r\n".unicodeScalars {
            try await server.say(String(octet))
            await Task.yield()
        }
        #expect(try await heard == [.line("slow")])
    }

    @Test("a command can be given while another task waits for events")
    func tellWhileWaiting() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        async let answer = client.events()
        try await client.say("question\r\n")
        #expect(try await server.events() == [.line("question")])
        try await server.say("answer\r\n")
        #expect(try await answer == [.line("answer")])
    }

    @Test("an event that a command alone makes reaches the task that waits")
    func tellMakesEvents() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        async let heard = client.events()
        try await client.tell { $0.receive(Array("own\r\n".utf8)) }
        #expect(try await heard == [.line("own")])
        await server.close()
    }

    @Test("after a proper end the last events come, then closed")
    func properEnd() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        try await server.say("last\r\n")
        await server.close()
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [.line("last"), .ended])
        #expect(fault == .closed)
    }

    @Test("a machine that closes has its last words sent")
    func machineCloses() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        try await server.tell { machine in
            machine.say("goodbye\r\n")
            machine.close()
        }
        let (events, _) = await client.eventsToTheEnd()
        #expect(events == [.line("goodbye"), .ended])
        await #expect(throws: TransportFault.closed) { try await server.events() }
    }

    @Test("a reset is not a proper end")
    func reset() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        await server.reset()
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [])
        #expect(fault == .truncated)
    }

    @Test("events before a broken response are handed on, then the fault")
    func wireFault() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        try await server.say("good\r\nFAULT\r\nnever\r\n")
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [.line("good")])
        #expect(fault == .wire(WireFault(expected: "sense", excerpt: "FAULT")))
        await #expect(throws: fault) { try await client.say("more\r\n") }
    }

    @Test("closing ends the wait of another task")
    func closeWhileWaiting() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        let waiting = Task { try await client.events() }
        await client.close()
        await #expect(throws: TransportFault.closed) { try await waiting.value }
        await #expect(throws: TransportFault.closed) { try await client.say("more\r\n") }
        #expect(await server.eventsToTheEnd().1 == .closed)
    }

    @Test("cancelling a task that waits closes the connection")
    func cancel() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        let waiting = Task { try await client.events() }
        waiting.cancel()
        await #expect(throws: TransportFault.cancelled) { try await waiting.value }
        #expect(await server.eventsToTheEnd().1 == .closed)
    }

    @Test("a silent server is left at the deadline of silence")
    func silence() async throws {
        var deadlines = Loopback.patient
        deadlines.silence = .milliseconds(20)
        let (client, server) = try await loopback.pair(LineMachine(), deadlines: deadlines)
        await #expect(throws: TransportFault.timedOut(.reading)) { try await client.events() }
        #expect(await server.eventsToTheEnd().1 == .closed)
    }

    @Test("a deadline of the call holds in place of the one of silence")
    func untilDeadline() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        let deadline = ContinuousClock.now + .milliseconds(20)
        await #expect(throws: TransportFault.timedOut(.reading)) {
            try await client.events(until: deadline)
        }
        #expect(ContinuousClock.now >= deadline)
        await server.close()
    }

    @Test("a server that takes nothing is left at the deadline of writing")
    func writeDeadline() async throws {
        var deadlines = Loopback.patient
        deadlines.write = .milliseconds(50)
        let (client, server) = try await loopback.pair(OctetMachine(), deadlines: deadlines)
        try await client.tell { $0.say([UInt8](repeating: 0, count: 64 << 20)) }
        await #expect(throws: TransportFault.timedOut(.writing)) { try await client.events() }
        await server.close()
    }

    @Test("the report counts octets and turns")
    func report() async throws {
        let (client, server) = try await loopback.pair(LineMachine())
        for _ in 0..<3 {
            try await server.say("go on\r\n")
            _ = try await client.events()
            try await client.say("one\r\n")
            try await client.say("two\r\n")
            while try await server.events().last != .line("two") {}
        }
        let report = await client.report
        #expect(report.bytesIn == 21)
        #expect(report.bytesOut == 30)
        #expect(report.turns == 3)
        #expect(report.tlsDescription == nil)
        #expect(report.connectTime != nil)
        #expect(report.handshakeTime == nil)
    }
}
