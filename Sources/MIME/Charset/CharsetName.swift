/// What a charset is called in a field of a mail, cleaned of what does not belong to it.
enum CharsetName {
    /// In lower case: quotes, comments and what stands behind the name are gone.
    static func cleaned(_ octets: ArraySlice<UInt8>) -> String {
        var name = octets.prefix(128).filter { $0 > 0x20 && $0 < 0x7F && !isQuote($0) }
            .map(\.lowercased)[...]
        // "charset=charset=utf-8", and quoted-printable that was never decoded: "3Dutf-8".
        for junk in ["charset=", "3d", "="] where name.starts(with: junk.utf8) {
            name = name.dropFirst(junk.utf8.count)
        }
        // "utf-8;format=flowed", "utf-8*en", "utf-8(comment)", "utf-8//ignore".
        name = name.prefix { !endOctets.contains($0) }
        while let last = name.last, trailingJunk.contains(last) { name.removeLast() }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isQuote(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'")
    }

    private static let endOctets = Set(";,*(<>\\?".utf8)
    private static let trailingJunk = Set("=.-_:".utf8)
}
