import MIME

/// A text as the corpus compares it: each run of white space is one blank, none at either end.
///
/// Octets are compared, so that a composed letter and its parts are different.
struct CollapsedText: Equatable {
    let octets: [UInt8]

    init(_ text: String) {
        var octets: [UInt8] = []
        var owesBlank = false
        for scalar in text.unicodeScalars {
            if CollapsedText.isWhiteSpace(scalar) {
                owesBlank = !octets.isEmpty
            } else {
                if owesBlank { octets.append(0x20) }
                owesBlank = false
                octets.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            }
        }
        self.octets = octets
    }

    private init(octets: [UInt8]) {
        self.octets = octets
    }

    func hasPrefix(_ other: CollapsedText) -> Bool {
        octets.starts(with: other.octets)
    }

    /// The beginning, with so many scalars.
    func prefix(_ scalars: Int) -> CollapsedText {
        var left = scalars
        for (index, octet) in octets.enumerated() where octet & 0xC0 != 0x80 {
            if left == 0 { return CollapsedText(octets: Array(octets[..<index])) }
            left -= 1
        }
        return self
    }

    var digest: String { SHA256.digest(of: octets).description }

    /// As Python, which made the corpus, sees it: the separators of ASCII belong to it.
    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
