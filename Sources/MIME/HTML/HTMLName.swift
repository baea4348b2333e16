/// The name of a tag or attribute in lower case, packed into two words.
///
/// A page names some element every few octets: comparing and looking up must not make a `String`.
/// No name that means anything to us is longer than 16 letters; of a longer one the first 16 count.
struct HTMLName: Hashable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    init(_ octets: some Collection<UInt8>) {
        for (index, octet) in octets.prefix(16).enumerated() {
            let letter = UInt64(octet.lowercased) << UInt64(index % 8 * 8)
            if index < 8 { first |= letter } else { second |= letter }
        }
    }
}

extension HTMLName: ExpressibleByStringLiteral {
    init(stringLiteral name: StaticString) {
        self.init(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}
