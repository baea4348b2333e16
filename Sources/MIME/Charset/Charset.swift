/// A character set from a closed list; names from mail never reach iconv.
public struct Charset: Hashable, Sendable {
    /// Names worth offering to a person who reads a text in the wrong one, as mail writes them.
    public static let offered: [String] = [
        "utf-8", "windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2", "windows-1251",
        "koi8-r", "koi8-u", "cp866", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "windows-874", "iso-2022-jp", "shift_jis",
        "euc-jp", "gb18030", "big5", "euc-kr", "utf-16", "utf-7", "macintosh", "cp437", "cp850",
    ]

    /// Whether a name, in any case, means a charset that texts can be read in.
    public static func isKnown(_ label: String) -> Bool {
        Charset(named: label) != nil
    }

    /// What iconv calls it, or we where we decode it ourselves.
    let name: String

    static let utf8 = Charset(name: "UTF-8")
    static let windows1252 = Charset(name: "CP1252")
    /// Declared by default and often wrongly, so 8-bit octets are looked at (``decode(_:)``).
    static let ascii = Charset(name: "US-ASCII")
    static let japanese7Bit = Charset(name: ShiftedText.japanese)
    static let korean7Bit = Charset(name: ShiftedText.korean)
    static let hz = Charset(name: ShiftedText.hz)
    static let utf16 = Charset(name: WideText.utf16)

    /// By its name in ``CharsetTable``; what comes from a mail goes through ``init(named:)``.
    init(name: String) {
        self.name = name
    }

    /// Nil for a name outside the list.
    init?(named octets: ArraySlice<UInt8>) {
        guard let name = CharsetTable.names[CharsetName.cleaned(octets)] else { return nil }
        self.name = name
    }

    init?(named label: String) {
        self.init(named: Array(label.utf8.prefix(128))[...])
    }

    /// The name that mail uses for it, in lower case.
    var label: String { CharsetTable.labels[name] ?? name.lowercased() }

    /// Whether its octets below 128 are ASCII wherever they stand alone.
    var isASCIICompatible: Bool {
        ![
            UTF7.name, ShiftedText.japanese, ShiftedText.korean, ShiftedText.hz, "ISO-2022-CN",
            "ISO-2022-CN-EXT",
        ].contains(name) && !WideText.names.contains(name)
    }

    /// The text; what cannot be decoded becomes U+FFFD and the rest goes on.
    ///
    /// A byte order mark at the start is no part of it.
    func decode(_ octets: ArraySlice<UInt8>) -> String {
        switch name {
        case Charset.utf8.name:
            return String(decoding: octets.withoutMark, as: UTF8.self)
        case Charset.ascii.name:
            if let text = String(validating: octets, as: UTF8.self) { return text }
            return Windows1252.decode(octets)
        case Charset.windows1252.name:
            return Windows1252.decode(octets)
        case UTF7.name:
            return UTF7.decode(octets)
        case ShiftedText.japanese, ShiftedText.korean, ShiftedText.hz:
            return ShiftedText.decode(octets, from: name)
        case _ where WideText.names.contains(name):
            return WideText.decode(octets, from: name)
        default:
            if isASCIICompatible, octets.isASCII { return String(decoding: octets, as: UTF8.self) }
            return Iconv.decode(octets, from: name) ?? Windows1252.decode(octets)
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the byte order mark of UTF-8.
    fileprivate var withoutMark: ArraySlice<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self
    }

    /// Looks at eight octets at a time.
    var isASCII: Bool {
        withUnsafeBytes { buffer in
            var index = 0
            while index + 8 <= buffer.count {
                let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard word & 0x8080_8080_8080_8080 == 0 else { return false }
                index += 8
            }
            return buffer[index...].allSatisfy { $0 < 0x80 }
        }
    }
}
