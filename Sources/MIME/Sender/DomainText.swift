/// A domain as it may be shown: in its own letters, or in its xn-- form where they could deceive.
///
/// RFC 5890 gives a domain both forms. Letters that only look Latin make one domain pass for
/// another, so a label whose scripts mix, or that is made of look-alikes alone, shows its encoding.
public enum DomainText {
    /// What to show for a domain that comes in either form.
    public static func shown(_ domain: String) -> String {
        let octets = Array(domain.utf8)
        let hasTwoForms =
            octets.contains { $0 >= 0x80 } || octets.lowercasedText.contains(encodedPrefix)
        guard hasTwoForms else { return domain }
        return mapped(domain) { label, isBelowASCII in
            isDeceptive(label, isBelowASCII: isBelowASCII) ? encodedLabel(label) : String(label)
        }
    }

    /// An address with its domain as ``shown(_:)``.
    public static func shownAddress(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return address[...at] + shown(String(address[address.index(after: at)...]))
    }

    /// The form that programs use: lower case, each label in ASCII.
    static func encoded(_ domain: String) -> String {
        mapped(domain) { label, _ in encodedLabel(label) }
    }

    /// Whether any label's letters could pass for others.
    static func isDeceptive(_ domain: String) -> Bool {
        guard domain.utf8.count <= Limits.domainOctets else { return false }
        let labels = labels(of: domain)
        let isBelowASCII = isASCII(labels.last)
        return labels.contains { isDeceptive($0, isBelowASCII: isBelowASCII) }
    }

    // MARK: - Labels

    private typealias Label = String.UnicodeScalarView

    /// RFC 5890 §2.3.2.1.
    private static let encodedPrefix = "xn--"

    private static func mapped(
        _ domain: String, _ transform: (Label, Bool) -> String
    ) -> String {
        guard domain.utf8.count <= Limits.domainOctets else { return domain }
        let labels = labels(of: domain)
        let isBelowASCII = isASCII(labels.last)
        return labels.map { transform($0, isBelowASCII) }.joined(separator: ".")
    }

    private static func isASCII(_ label: Label?) -> Bool {
        label.map { $0.allSatisfy(\.isASCII) } ?? true
    }

    /// In lower case, xn-- decoded.
    private static func labels(of domain: String) -> [Label] {
        let scalars = domain.lowercased().unicodeScalars
        return scalars.split(separator: ".", omittingEmptySubsequences: false).map { label in
            let octets = Array(String(label).utf8)
            guard octets.hasPrefix(Array(encodedPrefix.utf8), at: 0),
                let decoded = Punycode.decoded(octets[4...]),
                // What encodes to another label was no proper encoding and stays as it is.
                Punycode.encoded(decoded) == Array(octets[4...])
            else { return Label(label) }
            return Label(decoded)
        }
    }

    private static func encodedLabel(_ label: Label) -> String {
        guard label.contains(where: { !$0.isASCII }),
            let encoded = Punycode.encoded(Array(label))
        else { return String(label) }
        return encodedPrefix + String(decoding: encoded, as: UTF8.self)
    }

    /// `isBelowASCII`: a whole name in look-alikes below a Latin ending such as "com"; below an
    /// ending of its own script it passes for nothing.
    private static func isDeceptive(_ label: Label, isBelowASCII: Bool) -> Bool {
        guard label.contains(where: { !$0.isASCII }) else { return false }
        let scripts = Set(label.map(Script.init)).subtracting([.common])
        if scripts.contains(.decorative) { return true }
        // Chinese, Japanese and Korean names have Latin letters among their own.
        if scripts.subtracting([.latin, .eastAsian]).isEmpty { return false }
        if scripts.count > 1 { return true }
        return isBelowASCII
            && label.allSatisfy { Script($0) == .common || Script.latinLookalikes.contains($0) }
    }
}
