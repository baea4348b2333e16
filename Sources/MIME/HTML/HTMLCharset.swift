/// The charset a page names in a `<meta>` of its first octets.
enum HTMLCharset {
    static func declared(in octets: ArraySlice<UInt8>) -> Charset? {
        var tokenizer = HTMLTokenizer(Array(octets))
        while let token = tokenizer.next() {
            guard case .open(.meta) = token else { continue }
            for (name, value) in tokenizer.attributes {
                switch name {
                case .charset:
                    return usable(tokenizer.octets[value])
                case .content:
                    var cursor = FieldCursor(tokenizer.octets, in: value)
                    _ = cursor.run(until: ";")
                    if let label = Parameters(&cursor)["charset"] {
                        return usable(Array(label.utf8)[...])
                    }
                default:
                    break
                }
            }
        }
        return nil
    }

    /// A page that is read octet by octet cannot be UTF-16, whatever it says (WHATWG HTML §13.2.3).
    private static func usable(_ label: ArraySlice<UInt8>) -> Charset? {
        guard let charset = Charset(named: label), !charset.name.hasPrefix("UTF-16"),
            !charset.name.hasPrefix("UTF-32")
        else { return nil }
        // Its author may still have been wrong; well-formed UTF-8 is never an accident.
        return charset == .ascii ? nil : charset
    }
}
