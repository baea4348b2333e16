import Glibc

/// What one waits for on a descriptor.
public struct Interest: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Octets, a connection or the end of the stream can be read.
    public static let readable = Interest(rawValue: 1)
    /// Octets can be written, or an attempt to connect has ended.
    public static let writable = Interest(rawValue: 2)
}

/// A descriptor and what one waits for on it.
public struct Watch: Hashable, Sendable {
    public var descriptor: Int32
    public var interest: Interest

    public init(_ descriptor: Int32, _ interest: Interest) {
        self.descriptor = descriptor
        self.interest = interest
    }

    var pollEntry: pollfd {
        var events: Int32 = 0
        if interest.contains(.readable) { events |= Int32(POLLIN) }
        if interest.contains(.writable) { events |= Int32(POLLOUT) }
        return pollfd(fd: descriptor, events: Int16(events), revents: 0)
    }

    /// What of this has come true; nil when nothing has.
    ///
    /// An error on the descriptor counts as everything wished for: the next read or write tells.
    func fulfilled(by entry: pollfd) -> Watch? {
        let events = Int32(entry.revents)
        guard events != 0 else { return nil }
        guard events & Int32(POLLERR | POLLHUP | POLLNVAL) == 0 else { return self }
        var ready: Interest = []
        if events & Int32(POLLIN) != 0 { ready.insert(.readable) }
        if events & Int32(POLLOUT) != 0 { ready.insert(.writable) }
        return Watch(descriptor, ready)
    }
}
