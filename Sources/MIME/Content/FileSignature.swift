/// Octets at a place that only one kind of file has there.
struct FileSignature {
    let kind: FileKind
    private let offset: Int
    private let octets: [UInt8]

    /// `octets` as text whose characters are octets: "\u{89}PNG".
    private init(_ octets: String, at offset: Int = 0, _ name: String, _ family: FileKind.Family) {
        self.octets = octets.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        self.offset = offset
        kind = FileKind(name, family)
    }

    func matches(_ start: [UInt8]) -> Bool { start.hasPrefix(octets, at: offset) }

    static func kind(of start: [UInt8]) -> FileKind? {
        all.first { $0.matches(start) }?.kind
    }

    private static let all = pictures + programs + archives + media + documents

    private static let pictures = [
        FileSignature("\u{89}PNG\r\n\u{1A}\n", "PNG picture", .picture),
        FileSignature("\u{FF}\u{D8}\u{FF}", "JPEG picture", .picture),
        FileSignature("GIF87a", "GIF picture", .picture),
        FileSignature("GIF89a", "GIF picture", .picture),
        FileSignature("WEBP", at: 8, "WebP picture", .picture),
        FileSignature("ftypheic", at: 4, "HEIC picture", .picture),
        FileSignature("ftypheix", at: 4, "HEIC picture", .picture),
        FileSignature("ftypmif1", at: 4, "HEIF picture", .picture),
        FileSignature("ftypavif", at: 4, "AVIF picture", .picture),
        FileSignature("II*\0", "TIFF picture", .picture),
        FileSignature("MM\0*", "TIFF picture", .picture),
        FileSignature("8BPS\0", "Photoshop picture", .picture),
        FileSignature("\0\0\u{01}\0", "Windows icon", .picture),
        FileSignature("\0\0\0\u{0C}JXL ", "JPEG XL picture", .picture),
        FileSignature("\u{FF}\u{0A}", "JPEG XL picture", .picture),
        FileSignature("\0\0\0\u{0C}jP  ", "JPEG 2000 picture", .picture),
        FileSignature("\u{D7}\u{CD}\u{C6}\u{9A}", "WMF picture", .picture),
        FileSignature(" EMF", at: 40, "EMF picture", .picture),
    ]

    private static let programs = [
        FileSignature("\u{7F}ELF", "Linux program", .program),
        FileSignature("\u{FE}\u{ED}\u{FA}\u{CE}", "macOS program", .program),
        FileSignature("\u{FE}\u{ED}\u{FA}\u{CF}", "macOS program", .program),
        FileSignature("\u{CE}\u{FA}\u{ED}\u{FE}", "macOS program", .program),
        FileSignature("\u{CF}\u{FA}\u{ED}\u{FE}", "macOS program", .program),
        FileSignature("\u{CA}\u{FE}\u{BA}\u{BE}", "Java or macOS program", .program),
        FileSignature("dex\n03", "Android program", .program),
        FileSignature("\0asm", "WebAssembly program", .program),
        FileSignature("L\0\0\0\u{01}\u{14}\u{02}\0", "Windows shortcut", .program),
        FileSignature("ITSF\u{03}\0\0\0", "Windows help file", .program),
        FileSignature("!<arch>\ndebian", "Debian package", .program),
        FileSignature("\u{ED}\u{AB}\u{EE}\u{DB}", "RPM package", .program),
    ]

    private static let archives = [
        FileSignature("\u{1F}\u{8B}", "gzip archive", .archive),
        FileSignature("BZh", "bzip2 archive", .archive),
        FileSignature("\u{FD}7zXZ\0", "xz archive", .archive),
        FileSignature("\u{28}\u{B5}\u{2F}\u{FD}", "Zstandard archive", .archive),
        FileSignature("\u{04}\u{22}\u{4D}\u{18}", "LZ4 archive", .archive),
        FileSignature("7z\u{BC}\u{AF}\u{27}\u{1C}", "7-Zip archive", .archive),
        FileSignature("Rar!\u{1A}\u{07}", "RAR archive", .archive),
        FileSignature("ustar", at: 257, "tar archive", .archive),
        FileSignature("MSCF\0\0\0\0", "CAB archive", .archive),
        FileSignature("**ACE**", at: 7, "ACE archive", .archive),
        FileSignature("-lh", at: 2, "LHA archive", .archive),
        FileSignature("PK\u{05}\u{06}", "ZIP archive", .archive),
        FileSignature("conectix", "disk image", .diskImage),
        FileSignature("vhdxfile", "disk image", .diskImage),
        FileSignature("QFI\u{FB}", "disk image", .diskImage),
        FileSignature("\u{78}\u{9F}\u{3E}\u{22}", "Outlook data", .data),
    ]

    private static let media = [
        FileSignature("ID3", "MP3 sound", .sound),
        FileSignature("\u{FF}\u{FB}", "MP3 sound", .sound),
        FileSignature("\u{FF}\u{F3}", "MP3 sound", .sound),
        FileSignature("\u{FF}\u{F2}", "MP3 sound", .sound),
        FileSignature("\u{FF}\u{F1}", "AAC sound", .sound),
        FileSignature("\u{FF}\u{F9}", "AAC sound", .sound),
        FileSignature("fLaC", "FLAC sound", .sound),
        FileSignature("OggS", "Ogg sound or film", .sound),
        FileSignature("WAVE", at: 8, "WAV sound", .sound),
        FileSignature("AIFF", at: 8, "AIFF sound", .sound),
        FileSignature("MThd", "MIDI sound", .sound),
        FileSignature("#!AMR", "AMR sound", .sound),
        FileSignature("ftypM4A", at: 4, "MP4 sound", .sound),
        FileSignature("ftypqt", at: 4, "QuickTime film", .film),
        FileSignature("ftyp", at: 4, "MP4 film", .film),
        FileSignature("AVI ", at: 8, "AVI film", .film),
        FileSignature("\u{1A}\u{45}\u{DF}\u{A3}", "Matroska or WebM film", .film),
        FileSignature("\0\0\u{01}\u{BA}", "MPEG film", .film),
        FileSignature("\0\0\u{01}\u{B3}", "MPEG film", .film),
        FileSignature("FLV\u{01}", "Flash film", .film),
        FileSignature("\u{30}\u{26}\u{B2}\u{75}\u{8E}\u{66}\u{CF}\u{11}", "Windows film", .film),
    ]

    private static let documents = [
        FileSignature("{\\rtf", "RTF document", .document),
        FileSignature("%!PS", "PostScript document", .document),
        FileSignature("AT&TFORM", "DjVu document", .document),
        FileSignature("wOFF", "font", .data),
        FileSignature("wOF2", "font", .data),
        FileSignature("OTTO", "font", .data),
        FileSignature("\0\u{01}\0\0\0", "font", .data),
        FileSignature("SQLite format 3\0", "SQLite database", .data),
        FileSignature("-----BEGIN PGP MESSAGE", "encrypted message (OpenPGP)", .data),
        FileSignature("-----BEGIN PGP SIGNATURE", "signature (OpenPGP)", .data),
        FileSignature("-----BEGIN PGP SIGNED", "signed text (OpenPGP)", .text),
        FileSignature("-----BEGIN PGP PUBLIC", "public key (OpenPGP)", .data),
        FileSignature("-----BEGIN PGP PRIVATE", "private key (OpenPGP)", .data),
        FileSignature("-----BEGIN CERTIFICATE", "certificate (X.509)", .data),
        FileSignature("-----BEGIN PKCS7", "signed or encrypted data (S/MIME)", .data),
        FileSignature("-----BEGIN OPENSSH PRIVATE", "private key (OpenSSH)", .data),
        FileSignature("-----BEGIN PRIVATE KEY", "private key", .data),
        FileSignature("-----BEGIN RSA PRIVATE", "private key", .data),
        FileSignature("-----BEGIN EC PRIVATE", "private key", .data),
    ]
}
