import Mail

/// What a link's target is, as far as opening it needs to know.
enum LinkTarget: Equatable {
    /// An address of the web, with its host in small letters.
    case web(host: String)
    case mail
    /// Not to be opened, and why: a sentence without a full stop.
    case refused(String)

    init(_ target: String) {
        let scheme = target.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "http", "https":
            let scalars = target.unicodeScalars
            let rest = target.dropFirst(scheme.count)
            guard rest.hasPrefix("://"), !scalars.contains(where: LinkTarget.isForbidden),
                let host = LinkTarget.host(rest.dropFirst(3)), !host.isEmpty
            else {
                self = .refused("This link is damaged and is not opened; y copies it")
                return
            }
            self = .web(host: host)
        case "mailto":
            self = .mail
        default:
            self = .refused("Only web links are opened; y copies this one")
        }
    }

    /// No address has blanks and controls; where they stand, two programs see two addresses.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || scalar == "\\" || (0x7F...0xA0).contains(scalar.value)
            || scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }

    /// What stands between "://" and the path.
    fileprivate static func authority(_ rest: Substring) -> Substring {
        rest.prefix { !"/?#".contains($0) }
    }

    /// The same without user and port.
    private static func host(_ rest: Substring) -> String? {
        let place = authority(rest).split(separator: "@", omittingEmptySubsequences: false).last
        guard let place else { return nil }
        if place.hasPrefix("[") { return place.prefix { $0 != "]" }.lowercased() + "]" }
        return place.prefix { $0 != ":" }.lowercased()
    }
}

extension ReadingLink {
    /// Why the person should look twice before it is opened; nil where nothing speaks against it.
    var doubt: String? {
        guard case .web(let host) = LinkTarget(target) else { return nil }
        let rest = target.drop { $0 != ":" }.dropFirst(3)
        if LinkTarget.authority(rest).contains("@") {
            return "Leads to \(host.ending), whatever stands before the @"
        }
        if !host.utf8.allSatisfy({ $0 < 0x80 }) || host.contains("xn--") {
            return "Leads to \(host.ending), a name in other letters"
        }
        let shown = ReadingLink.hosts(in: text).first { !ReadingLink.isSame($0, host) }
        return shown.map { "Leads to \(host.ending), though it shows \($0.ending)" }
    }

    /// The hosts that the words of a link name: "www.example.org/sale", "https://example.org".
    private static func hosts(in text: String) -> [String] {
        let words = text.withoutFormat.split {
            $0.isWhitespace || "<>()\"',;".contains($0)
        }
        return words.map(\.withoutPunctuation).compactMap(host(of:))
    }

    private static func host(of word: String) -> String? {
        if case .web(let host) = LinkTarget(word) { return host }
        let start = word.prefix { !"/?#:".contains($0) }.lowercased()
        let labels = start.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), !start.contains("@"),
            let last = labels.last, last.count >= 2, last.allSatisfy(\.isLetter)
        else { return nil }
        return start
    }

    /// One is the other, or a host inside of it.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (one.withoutWWW, other.withoutWWW)
        return one == other || other.hasSuffix("." + one)
    }
}

extension String {
    /// Who owns a host stands at its end.
    fileprivate var ending: String {
        count > 40 ? "…" + suffix(40) : self
    }

    /// Without what nobody sees and what would keep a host from being found.
    fileprivate var withoutFormat: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { $0.properties.generalCategory != .format }))
    }

    fileprivate var withoutWWW: String {
        hasPrefix("www.") ? String(dropFirst(4)) : self
    }
}

extension Substring {
    /// "Visit www.example.org!" names a host all the same.
    fileprivate var withoutPunctuation: String {
        func isMark(_ character: Character) -> Bool {
            !character.isLetter && !character.isNumber && character != "/"
        }
        let start = drop(while: isMark)
        return String(start.reversed().drop(while: isMark).reversed())
    }
}
