/// How a proposed file name ends, and what opens such files.
struct FileName {
    struct Ending {
        /// Without the dot, in lower case.
        let text: String
        let kind: FileKind
    }

    private let parts: [String]

    init(_ name: String) {
        // Windows drops dots and blanks at the end, and so does whoever looks at it.
        let scalars = name.unicodeScalars.map { FileName.isDot($0) ? "." : $0 }
        var kept = scalars[...]
        while let last = kept.last, last == "." || last.properties.isWhitespace {
            kept.removeLast()
        }
        parts = String(String.UnicodeScalarView(kept)).lowercased()
            .split(separator: ".", omittingEmptySubsequences: false)
            .map { $0.trimmed }
    }

    /// Nil without an ending or with one that is not known.
    var ending: Ending? { parts.count > 1 ? FileName.ending(parts.last) : nil }

    /// The ending before the last one: ".pdf" of "invoice.pdf.exe".
    var innerEnding: Ending? {
        parts.count > 2 ? FileName.ending(parts[parts.count - 2]) : nil
    }

    private static func ending(_ text: String?) -> Ending? {
        guard let text, let kind = kinds[text] else { return nil }
        return Ending(text: text, kind: kind)
    }

    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        [0x2024, 0x3002, 0xFE52, 0xFF0E, 0xFF61].contains(scalar.value)
    }

    private static let kinds: [String: FileKind] = {
        var kinds: [String: FileKind] = [:]
        for (names, kind) in table {
            for name in names.split(separator: " ") { kinds[String(name)] = kind }
        }
        return kinds
    }()

    private static let table: [(String, FileKind)] = [
        ("exe com scr pif cpl dll sys msi msp msix appx gadget", FileKind("program", .program)),
        ("bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh wsc sct hta", FileKind("script", .program)),
        ("sh bash zsh csh ksh fish run pyw", FileKind("script", .program)),
        (
            "jar jnlp class apk ipa xpi crx deb rpm appimage flatpakref snap pkg command workflow",
            FileKind("program", .program)
        ),
        (
            "lnk url website desktop webloc scf library-ms search-ms settingcontent-ms appref-ms",
            FileKind("shortcut", .program)
        ),
        ("reg inf chm xll wll application one rdp", FileKind("program", .program)),
        (
            "docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm",
            FileKind("Office document with macros", .macros)
        ),
        ("iso img vhd vhdx dmg udf wim", FileKind("disk image", .diskImage)),
        ("html htm xhtml xht shtml mht mhtml", .page),
        (
            "jpg jpeg jpe png gif webp bmp tif tiff heic heif avif ico svg jxl",
            FileKind("picture", .picture)
        ),
        ("mp3 wav ogg oga opus flac aac m4a wma aif aiff amr mid", FileKind("sound", .sound)),
        ("mp4 m4v mov avi mkv webm wmv mpg mpeg ogv 3gp flv", FileKind("film", .film)),
        (
            "pdf doc docx dot dotx xls xlsx xlt xltx ppt pptx pps ppsx odt ods odp odg rtf ps epub",
            FileKind("document", .document)
        ),
        ("zip gz tgz bz2 xz zst 7z rar tar cab ace lzh arj z", FileKind("archive", .archive)),
        ("txt text log csv tsv md json xml patch diff ics vcf asc eml", .text),
        // Sources are read more often than run.
        ("c h cc cpp swift go rs java kt py pl rb php lua ts css sql", .text),
    ]
}

extension Substring {
    fileprivate var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }.reversed()
            .drop { $0.properties.isWhitespace }.reversed()
        return String(String.UnicodeScalarView(scalars))
    }
}
