import MIME

/// Bodies of any octets, read as a person would.
enum TextHarness {
    private static let charsets = [
        "utf-8", "us-ascii", "windows-1252", "iso-2022-jp", "iso-2022-kr", "utf-7", "hz-gb-2312",
        "gb18030", "big5", "euc-kr", "shift_jis", "utf-16", "utf-16le", "koi8-r", "unknown-8bit",
        "", "macintosh", "iso-8859-8-i", "x-unknown", "euc-jp",
    ]
    private static let forms = [
        "text/plain", "text/plain; format=flowed", "text/plain; format=flowed; delsp=yes",
        "text/enriched", "text/markdown", "text/x-unknown",
    ]

    /// The first octet chooses the charset.
    static func charsetFault(_ octets: [UInt8]) -> String? {
        guard let choice = octets.first else { return nil }
        let charset = charsets[Int(choice) % charsets.count]
        let header = "Content-Type: text/plain; charset=\"\(charset)\"\r\n\r\n"
        return fault(ParsedMessage(Array(header.utf8) + octets.dropFirst()))
    }

    /// The first octet chooses the type of text.
    static func textFault(_ octets: [UInt8]) -> String? {
        guard let choice = octets.first else { return nil }
        let header = "Content-Type: \(forms[Int(choice) % forms.count])\r\n\r\n"
        return fault(ParsedMessage(Array(header.utf8) + octets.dropFirst()))
    }

    static func htmlFault(_ octets: [UInt8]) -> String? {
        let header = "Content-Type: text/html; charset=utf-8\r\n\r\n"
        return fault(ParsedMessage(Array(header.utf8) + octets))
    }

    static func fault(_ message: ParsedMessage) -> String? {
        let readable = message.readable
        let size = readable.text.utf8.count
        // Links are named by number, and a list of their targets follows.
        guard size <= 64 * message.octets.count + 4_096 else { return "\(size) octets of text" }
        guard message.preview.count <= 200 else { return "a long preview" }
        guard !readable.text.utf8.contains(0x0D) else { return "a carriage return" }
        return readable.hiddenRemoteImages >= 0 ? nil : "fewer than no images"
    }
}
