/// Which links run, which addresses this computer has and where its default routes lead.
///
/// Learnt from the kernel's messages (rtnetlink(7)), of which most change nothing: an address is
/// told of again each time its lifetime is renewed.
struct NetworkFacts: Sendable {
    private var facts: Set<[UInt8]> = []

    /// Numbers of linux/rtnetlink.h, linux/if_addr.h and linux/if.h.
    private enum Kind {
        static let newLink = 16
        static let deletedLink = 17
        static let newAddress = 20
        static let deletedAddress = 21
        static let newRoute = 24
        static let deletedRoute = 25
    }

    /// Takes messages in; answers whether anything is otherwise now.
    mutating func take(_ octets: [UInt8]) -> Bool {
        var rest = octets[...]
        var hasChanged = false
        while let length = rest.number(at: 0, octets: 4), let kind = rest.number(at: 4, octets: 2),
            length >= NetworkFacts.headerLength, length <= rest.count
        {
            let content = rest.dropFirst(NetworkFacts.headerLength)
                .prefix(length - NetworkFacts.headerLength)
            if take(kind, content) { hasChanged = true }
            rest = rest.dropFirst(length.roundedUpToFour)
        }
        return hasChanged
    }

    private static let headerLength = 16
    private static let limit = 4_096

    private mutating func take(_ kind: Int, _ content: ArraySlice<UInt8>) -> Bool {
        switch kind {
        case Kind.newLink: note(link(content), holds: isRunning(content))
        case Kind.deletedLink: note(link(content), holds: false)
        case Kind.newAddress: note(address(content), holds: !isTentative(content))
        case Kind.deletedAddress: note(address(content), holds: false)
        case Kind.newRoute: note(defaultRoute(content), holds: true)
        case Kind.deletedRoute: note(defaultRoute(content), holds: false)
        default: false
        }
    }

    private mutating func note(_ fact: [UInt8]?, holds: Bool) -> Bool {
        guard let fact else { return false }
        guard holds else { return facts.remove(fact) != nil }
        guard facts.count < NetworkFacts.limit else { return false }
        return facts.insert(fact).inserted
    }

    // MARK: Links (struct ifinfomsg)

    private func link(_ content: ArraySlice<UInt8>) -> [UInt8]? {
        guard let flags = content.number(at: 8, octets: 4), flags & 0x8 == 0 else { return nil }
        return [1] + content.piece(at: 4, octets: 4)
    }

    /// IFF_RUNNING: there is a carrier.
    private func isRunning(_ content: ArraySlice<UInt8>) -> Bool {
        content.number(at: 8, octets: 4).map { $0 & 0x40 != 0 } ?? false
    }

    // MARK: Addresses (struct ifaddrmsg)

    /// Nil for those that lead no farther than the next cable.
    private func address(_ content: ArraySlice<UInt8>) -> [UInt8]? {
        guard let scope = content.number(at: 3, octets: 1), scope < 253,
            let octets = attribute(1, of: content.dropFirst(8))
        else { return nil }
        return [2] + content.piece(at: 4, octets: 4) + octets
    }

    /// It may turn out to be somebody else's (RFC 4862 §5.4) and cannot be used yet.
    private func isTentative(_ content: ArraySlice<UInt8>) -> Bool {
        content.number(at: 2, octets: 1).map { $0 & 0x40 != 0 } ?? false
    }

    // MARK: Routes (struct rtmsg)

    private func defaultRoute(_ content: ArraySlice<UInt8>) -> [UInt8]? {
        guard let length = content.number(at: 1, octets: 1), length == 0,
            content.number(at: 7, octets: 1) == 1
        else { return nil }
        let attributes = content.dropFirst(12)
        return [3] + content.piece(at: 0, octets: 1) + content.piece(at: 4, octets: 1)
            + (attribute(4, of: attributes) ?? []) + (attribute(5, of: attributes) ?? [])
    }

    // MARK: Attributes (struct rtattr)

    private func attribute(_ wanted: Int, of attributes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = attributes
        while let length = rest.number(at: 0, octets: 2), let kind = rest.number(at: 2, octets: 2),
            length >= 4, length <= rest.count
        {
            if kind == wanted { return rest.dropFirst(4).prefix(length - 4) }
            rest = rest.dropFirst(length.roundedUpToFour)
        }
        return nil
    }
}

extension Int {
    /// Messages and attributes begin at multiples of four octets.
    fileprivate var roundedUpToFour: Int { (self + 3) & ~3 }
}

extension ArraySlice<UInt8> {
    fileprivate func piece(at offset: Int, octets: Int) -> ArraySlice<UInt8> {
        dropFirst(offset).prefix(octets)
    }

    /// A number in this computer's order of octets; nil where the slice ends before it.
    fileprivate func number(at offset: Int, octets: Int) -> Int? {
        let piece = piece(at: offset, octets: octets)
        guard piece.count == octets else { return nil }
        let isLittle = 1.littleEndian == 1
        return (isLittle ? Array(piece.reversed()) : Array(piece)).reduce(0) { $0 << 8 | Int($1) }
    }
}
