import Glibc

/// A terminal whose person is this program: it types keys and reads what is drawn.
final class PseudoTerminal {
    let path: String
    private let descriptor: Int32
    /// What was drawn and not looked through yet.
    private var drawn: [UInt8] = []

    static let columns: UInt16 = 120
    static let rows: UInt16 = 40

    init() throws(BenchFault) {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw BenchFault(call: "/dev/ptmx") }
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        var size = winsize(
            ws_row: PseudoTerminal.rows, ws_col: PseudoTerminal.columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(descriptor, PseudoTerminal.setLock, &unlocked) == 0,
            ioctl(descriptor, PseudoTerminal.getNumber, &number) == 0,
            ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0
        else { throw BenchFault(call: "pseudo-terminal") }
        path = "/dev/pts/\(number)"
    }

    /// TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)): made by macros that Swift cannot read.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    deinit {
        close(descriptor)
    }

    func type(_ keys: String) throws(BenchFault) {
        let octets = Array(keys.utf8)
        guard write(descriptor, octets, octets.count) == octets.count else {
            throw BenchFault(call: "writing to the terminal")
        }
    }

    /// Forgets what was drawn so far.
    func forget() {
        take()
        drawn = []
    }

    /// Waits until the text has been drawn since the last look; false when it was not in time.
    ///
    /// The text must be drawn in one piece: no cell of it may be on the screen already.
    func waits(for text: String, limit: Duration) -> Bool {
        let wanted = Array(text.utf8)
        return waits(limit) { drawn in
            guard let place = drawn.firstRange(of: wanted) else { return false }
            drawn.removeFirst(place.upperBound)
            return true
        }
    }

    /// Waits until something has been drawn since the last look.
    func waitsForAnything(limit: Duration) -> Bool {
        waits(limit) { !$0.isEmpty }
    }

    /// Keeps reading for a while, as a terminal does that nobody types at.
    func watch(for duration: Duration) {
        _ = waits(duration) { drawn in
            drawn = []
            return false
        }
    }

    private func waits(_ limit: Duration, _ isEnough: (inout [UInt8]) -> Bool) -> Bool {
        let deadline = ContinuousClock.now + limit
        while true {
            take()
            if isEnough(&drawn) { return true }
            let left = (deadline - .now).milliseconds
            guard left > 0 else { return false }
            var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&watch, 1, Int32(min(left.rounded(.up), 60_000)))
            // Whoever held the other end has closed it.
            if watch.revents & Int16(POLLIN) == 0, watch.revents & Int16(POLLHUP) != 0 {
                return false
            }
        }
    }

    private func take() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return }
            drawn += buffer[..<count]
        }
    }
}
