/// What octets or a name say a file is.
struct FileKind: Hashable {
    /// What such a file can do to whoever opens it, as far as it matters for a warning.
    enum Family: Hashable {
        case picture, sound, film, text, document, archive, data
        /// A web page, which a browser opens with its scripts.
        case page
        /// An office document whose macros are programs.
        case macros
        /// A disk whose content escapes what looks into archives.
        case diskImage
        /// What runs when it is opened: programs, scripts, shortcuts.
        case program
    }

    /// With a lower-case first word unless it is a name: "PDF document", "shell script".
    let name: String
    let family: Family

    init(_ name: String, _ family: Family) {
        self.name = name
        self.family = family
    }

    static let text = FileKind("plain text", .text)
    static let page = FileKind("web page", .page)
    static let zip = FileKind("ZIP archive", .archive)
    static let oldOffice = FileKind("Office document, old format", .document)

    /// "a picture": what a warning calls a claim.
    static func claim(_ family: Family) -> String {
        switch family {
        case .picture: "a picture"
        case .sound: "a sound"
        case .film: "a film"
        case .text: "a text"
        case .document, .macros: "a document"
        case .archive: "an archive"
        case .diskImage: "a disk image"
        case .page: "a web page"
        case .program: "a program"
        case .data: "a data file"
        }
    }

    /// "is a Windows program", "is an Android app".
    var withArticle: String {
        // "an HTML page", "an MP3 sound": letters that are read one by one.
        let vowels = ["A", "E", "I", "O", "U", "a", "e", "i", "o", "HT", "MP", "M4", "RP", "SV"]
        let article = vowels.contains(where: name.hasPrefix) ? "an" : "a"
        return name == FileKind.text.name || name.hasSuffix("data") ? name : "\(article) \(name)"
    }
}
