/// Finds what can be followed in one line of plain text: web and mail addresses.
///
/// Every octet is looked at a bounded number of times, whatever the line holds.
struct LinkFinder {
    struct Found: Hashable, Sendable {
        var range: Range<Int>
        var target: String
    }

    private let octets: [UInt8]
    private var index = 0
    private var found: [Found] = []

    static func links(in octets: [UInt8], withAddresses: Bool) -> [Found] {
        var finder = LinkFinder(octets)
        finder.search(withAddresses)
        return finder.found
    }

    private init(_ octets: [UInt8]) {
        self.octets = octets
    }

    private mutating func search(_ withAddresses: Bool) {
        while index < octets.count {
            let position = index
            switch octets[position] {
            case UInt8(ascii: ":"):
                findScheme(position)
            case UInt8(ascii: "."):
                findWeb(position)
            case UInt8(ascii: "@") where withAddresses:
                findAddress(position)
            default:
                break
            }
            index = max(index, position + 1)
        }
    }

    private mutating func findScheme(_ colon: Int) {
        for scheme in LinkFinder.schemes {
            let start = colon - scheme.count
            guard start >= lastEnd, isWordStart(start), isWord(scheme, at: start) else { continue }
            let isMail = scheme.count == LinkFinder.mailto.count
            var rest = colon + 1
            if !isMail {
                guard octets.hasPrefix(Array("//".utf8), at: rest) else { return }
                rest += 2
            }
            // Looked at before the rest, so that many broken ones cost no more than their octets.
            guard rest < octets.count,
                isMail
                    ? octets[rest].isLocalOctet : octets[rest].isNameOctet || octets[rest] == 0x5B
            else { return }
            let end = self.end(from: rest)
            guard end > rest, !isMail || octets[rest..<end].contains(UInt8(ascii: "@")) else {
                index = max(end, rest)
                return
            }
            add(start..<end, prefix: "")
            return
        }
    }

    /// "www.example.org", which everybody reads as a web address.
    private mutating func findWeb(_ dot: Int) {
        let start = dot - 3
        guard start >= lastEnd, isWordStart(start), isWord(Array("www".utf8), at: start) else {
            return
        }
        let host = octets[(dot + 1)...].prefix { $0.isNameOctet || $0 == UInt8(ascii: ".") }
        guard host.first?.isNameOctet == true, host.dropLast().contains(UInt8(ascii: ".")) else {
            return
        }
        let end = self.end(from: dot + 1)
        guard end > dot + 1 else { return }
        add(start..<end, prefix: "http://")
    }

    private mutating func findAddress(_ sign: Int) {
        var start = sign
        while start > max(lastEnd, sign - 64), octets[start - 1].isLocalOctet { start -= 1 }
        while start < sign, octets[start] == UInt8(ascii: ".") { start += 1 }
        var end = sign + 1
        while end < min(octets.count, sign + 254),
            octets[end].isNameOctet || octets[end] == UInt8(ascii: ".")
        { end += 1 }
        while end > sign + 1, !octets[end - 1].isNameOctet || octets[end - 1] == 0x2D { end -= 1 }
        guard start < sign, end > sign + 1, octets[sign + 1].isNameOctet,
            octets[(sign + 1)..<end].contains(UInt8(ascii: "."))
        else { return }
        add(start..<end, prefix: "mailto:")
    }

    private mutating func add(_ range: Range<Int>, prefix: String) {
        index = range.upperBound
        guard range.count <= Limits.textLinkOctets else { return }
        let target = prefix + String(decoding: octets[range], as: UTF8.self)
        found.append(Found(range: range, target: target))
    }

    private var lastEnd: Int { found.last?.range.upperBound ?? 0 }

    private func isWordStart(_ start: Int) -> Bool {
        start >= 0 && (start == 0 || !(octets[start - 1].isLetter || octets[start - 1].isDigit))
    }

    private func isWord(_ word: [UInt8], at start: Int) -> Bool {
        start >= 0 && start + word.count <= octets.count
            && octets[start..<(start + word.count)].isEqualIgnoringCase(to: word)
    }

    /// Where an address that goes on at `start` ends: before what cannot be in it, and before signs
    /// and brackets that belong to the sentence around it.
    private func end(from start: Int) -> Int {
        var end = start
        var brackets = BracketCount()
        while end < octets.count, !isEnd(end) {
            brackets.count(octets[end], by: 1)
            end += 1
        }
        while end > start {
            let last = octets[end - 1]
            guard LinkFinder.sentenceSigns.contains(last) || brackets.isUnopened(last) else {
                break
            }
            brackets.count(last, by: -1)
            end -= 1
        }
        return end
    }

    private func isEnd(_ index: Int) -> Bool {
        let octet = octets[index]
        if octet <= 0x20 || octet == 0x7F || LinkFinder.enders.contains(octet) { return true }
        guard octet >= 0xC2, index + 1 < octets.count else { return false }
        switch (octet, octets[index + 1]) {
        // No-break space and angle quotes, other quotes, CJK and full-width signs.
        case (0xC2, 0xA0), (0xC2, 0xAB), (0xC2, 0xBB), (0xE3, 0x80), (0xEF, 0xBC), (0xEF, 0xBD):
            return true
        case (0xE2, 0x80):
            return index + 2 < octets.count && octets[index + 2] < 0xA8
        default:
            return false
        }
    }

    private static let mailto = Array("mailto".utf8)
    private static let schemes = [Array("https".utf8), Array("http".utf8), mailto]
    private static let enders = Set("<>\"`\\^{}|".utf8)
    private static let sentenceSigns = Set(".,;:!?'*".utf8)
}

/// How many brackets of each kind are open.
private struct BracketCount {
    private var round = (open: 0, closed: 0)
    private var square = (open: 0, closed: 0)

    mutating func count(_ octet: UInt8, by step: Int) {
        switch octet {
        case UInt8(ascii: "("): round.open += step
        case UInt8(ascii: ")"): round.closed += step
        case UInt8(ascii: "["): square.open += step
        case UInt8(ascii: "]"): square.closed += step
        default: break
        }
    }

    /// A bracket that nothing in the address opened, or one that opens nothing.
    func isUnopened(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: ")"): round.closed > round.open
        case UInt8(ascii: "]"): square.closed > square.open
        case UInt8(ascii: "("), UInt8(ascii: "["): true
        default: false
        }
    }
}

extension UInt8 {
    /// Of a domain's labels, internationalised ones too.
    fileprivate var isNameOctet: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self >= 0x80
    }

    /// Of the part of an address before "@", written without quotes (RFC 5322 §3.2.3).
    fileprivate var isLocalOctet: Bool {
        isLetter || isDigit || ".!#$%&*+-/=?^_{|}~".utf8.contains(self)
    }
}
