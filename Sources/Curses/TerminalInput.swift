import Glibc

/// Reads what the terminal sends, without waiting and without the buffers of curses.
///
/// Curses reads octet by octet and loses a character that arrives in two pieces, as happens within a
/// long paste; and it cannot say that the terminal is gone.
struct TerminalInput {
    let descriptor: Int32

    /// What comes within so many milliseconds, at most `limit` octets; nothing when nothing does.
    func read(limit: Int, within milliseconds: Int32) throws(ScreenFault) -> [UInt8] {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, milliseconds) > 0 else { return [] }
        guard Int32(entry.revents) & POLLIN != 0 else { throw .gone }
        var result = 0
        let octets = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            result = Glibc.read(descriptor, buffer.baseAddress, limit)
            count = max(0, result)
        }
        if result > 0 || result < 0 && (errno == EINTR || errno == EAGAIN) { return octets }
        throw .gone
    }
}
