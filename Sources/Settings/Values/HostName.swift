/// Judges the host of a server as a person typed it.
enum HostName {
    /// Loopback names and addresses: what is said there stays on this computer.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
            }
    }

    /// An address in brackets without them, as in `[::1]`.
    static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    /// Name and port of `host:993`; nil when the text has another form.
    static func splitPort(_ host: String) -> (name: Substring, port: UInt16)? {
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]) else { return nil }
        return (parts[0], port)
    }

    /// The name in an address such as `imaps://host/`; nil when it is none.
    static func inURL(_ host: String) -> Substring? {
        guard let mark = host.firstRange(of: "://") else { return nil }
        return host[mark.upperBound...].prefix { $0 != "/" && $0 != ":" }
    }

    /// Whether it can be a name or an address at all.
    static func isPossible(_ host: String) -> Bool {
        !host.isEmpty
            && host.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x7F || scalar == "." || scalar == "-" || scalar == "_"
                    || scalar == ":" || scalar.properties.isAlphabetic
                    || (0x30...0x39).contains(scalar.value)
            }
    }
}
