import Console
import EventLoop
import Glibc
import Mail

/// A program that gets octets on its standard input, and whose words are taken for the person.
///
/// Its output comes from what it made of a mail, so it goes through the sanitiser like mail itself
/// and never to the terminal as it is.
final class PipedProgram {
    /// What came of a look at it.
    enum State: Equatable {
        case running
        /// With the status a shell would tell.
        case ended(Int32)
    }

    let name: String
    /// It wrote something.
    private(set) var hasSpoken = false
    private let child: pid_t
    private var input: Int32
    private var output: Int32
    private let octets: [UInt8]
    private var written = 0
    /// Its process was waited for; the number may belong to another one now.
    private var isReaped = false
    private var line: [UInt8] = []
    private var room = Limits.outputOctets

    /// Starts the program; it is not fed before ``turn(within:_:)``.
    init(_ arguments: ArgumentVector, octets: [UInt8]) throws(Problem) {
        let feeding = try PipeEnds()
        let listening = try PipeEnds()
        child = try OtherProgram(arguments, remedy: "Look how it is written, or install it.").start(
            .init(input: feeding.readEnd, output: listening.writeEnd, errors: listening.writeEnd),
            isDetached: false)
        input = feeding.takeWriteEnd()
        output = listening.takeReadEnd()
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        name = arguments.program
        self.octets = octets
    }

    deinit {
        closeInput()
        closeOutput()
    }

    /// Feeds it and listens for a while; whole lines of its output go to `tell`, made harmless.
    func turn(within time: Duration, _ tell: (TerminalText) -> Void) -> State {
        let deadline = ContinuousClock.now + time
        while input >= 0 || output >= 0 {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return .running }
            var watched = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            ]
            poll(&watched, 2, Int32(min(left / .milliseconds(1) + 1, 1_000)))
            if watched[0].revents != 0 { feed() }
            if watched[1].revents != 0 { listen(tell) }
            // It may go on without taking the rest, or leave its output to another process.
            if output < 0 { closeInput() }
        }
        return reap(until: deadline)
    }

    /// Ends it, however it likes that.
    func end() {
        closeInput()
        closeOutput()
        guard !isReaped else { return }
        isReaped = true
        kill(child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }

    private func reap(until deadline: ContinuousClock.Instant) -> State {
        var status: Int32 = 0
        repeat {
            let found = waitpid(child, &status, WNOHANG)
            if found == child || found < 0 && errno != EINTR {
                isReaped = true
                return .ended(found == child ? OtherProgram.code(status) : 0)
            }
            poll(nil, 0, 5)
        } while ContinuousClock.now < deadline
        return .running
    }

    private func feed() {
        let count = octets[written...].withUnsafeBytes {
            Glibc.write(input, $0.baseAddress, min($0.count, 65_536))
        }
        if count > 0 { written += count }
        let isOver = written == octets.count || count < 0 && errno != EINTR && errno != EAGAIN
        if isOver { closeInput() }
    }

    private func listen(_ tell: (TerminalText) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = read(output, &buffer, buffer.count)
        if count < 0, errno == EINTR { return }
        guard count > 0 else {
            if !line.isEmpty { tellLine(tell) }
            closeOutput()
            return
        }
        hasSpoken = true
        for octet in buffer[..<count].prefix(room) {
            if octet == UInt8(ascii: "\n") || line.count == Limits.outputLineOctets {
                tellLine(tell)
            }
            if octet != UInt8(ascii: "\n") { line.append(octet) }
        }
        let isFull = room > 0 && count >= room
        room -= min(room, count)
        if isFull { tell("[The rest of its output is not shown]") }
    }

    private func tellLine(_ tell: (TerminalText) -> Void) {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        tell(TerminalText(String(decoding: line, as: UTF8.self)))
        line.removeAll(keepingCapacity: true)
    }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private func closeOutput() {
        if output >= 0 { close(output) }
        output = -1
    }
}

/// A pipe whose ends are closed unless somebody takes them.
private final class PipeEnds {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32

    init() throws(Problem) {
        do throws(SystemFault) {
            (readEnd, writeEnd) = try ChildDescriptors.pipe()
        } catch {
            throw Problem(.disk, headline: "No pipe could be opened", detail: error.reason)
        }
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    func takeReadEnd() -> Int32 {
        defer { readEnd = -1 }
        return readEnd
    }

    func takeWriteEnd() -> Int32 {
        defer { writeEnd = -1 }
        return writeEnd
    }
}
