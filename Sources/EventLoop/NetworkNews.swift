import CEventLoop
import Glibc

/// What the kernel tells of links, addresses and routes (rtnetlink(7)).
public final class NetworkNews: Sendable {
    /// Readable when there is news.
    public let descriptor: Int32

    /// The largest piece of news that is read whole.
    private static let size = 32_768

    public init() throws(SystemFault) {
        descriptor = loop_open_network_news()
        guard descriptor >= 0 else { throw SystemFault(call: "netlink") }
    }

    deinit { close(descriptor) }

    /// What can be asked for; the numbers are those of linux/rtnetlink.h.
    public enum Subject: Int32, CaseIterable, Sendable {
        case links = 18
        case addresses = 22
        case routes = 26
    }

    /// Asks for how things are now.
    ///
    /// The answer comes as news; one question at a time.
    public func ask(for subject: Subject) {
        // Unanswered, the first news of each thing is taken for a change.
        _ = loop_ask_for_network_news(descriptor, subject.rawValue)
    }

    /// The next messages; empty where the kernel had to throw some away; nil when none wait.
    public func take() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: NetworkNews.size)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count >= 0 { return Array(buffer.prefix(count)) }
        return errno == ENOBUFS ? [] : nil
    }
}
