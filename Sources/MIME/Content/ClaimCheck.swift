/// Compares what a part calls itself with what it is.
struct ClaimCheck {
    let part: Part
    /// Nil where the octets do not say.
    let kind: FileKind?
    /// The first octets, decoded.
    let start: [UInt8]

    /// The most important sentence, or nothing.
    var warning: String {
        let name = FileName(part.filename ?? "")
        if let filename = part.filename, HiddenCharacters.stand(in: filename) {
            let ending = name.ending.map { "; it ends in .\($0.text)" } ?? ""
            return "its name holds characters that hide how it ends\(ending)"
        }
        return aboutOctets(name) ?? aboutName(name) ?? aboutMismatch(name) ?? ""
    }

    /// By its octets or by its name.
    var isProgram: Bool {
        kind?.family == .program
            || FileName(part.filename ?? "").ending?.kind.family == .program
    }

    private func aboutOctets(_ name: FileName) -> String? {
        if let kind, kind.family == .program || kind.family == .macros {
            if let claimed = claimedFamily(name), claimed != kind.family,
                claimed != .data, claimed != .program,
                !(claimed == .text && isTextual(kind)) || name.ending?.kind.family == .text
            {
                return "calls itself \(FileKind.claim(claimed)) but is \(kind.withArticle)"
            }
            guard kind.family == .program else { return "holds macros, which are programs" }
            if let trick = doubleEnding(name) { return trick }
            return "is \(kind.withArticle)"
        }
        if let program = ZipLook.program(in: start), kind?.family == .archive {
            return "holds a program: \(program.shortened(to: 60))"
        }
        return nil
    }

    private func aboutName(_ name: FileName) -> String? {
        guard let ending = name.ending else { return nil }
        switch ending.kind.family {
        case .program:
            return doubleEnding(name)
                ?? "ends in .\(ending.text) and runs as a \(ending.kind.name) where it is opened"
        case .macros: return "can hold macros, which are programs"
        case .diskImage: return "is a disk image, which can hide programs"
        default: return nil
        }
    }

    private func aboutMismatch(_ name: FileName) -> String? {
        guard let kind else { return nil }
        switch kind.family {
        case .page:
            if let claimed = claimedFamily(name), claimed != .page, claimed != .data {
                return "calls itself \(FileKind.claim(claimed)) but is a web page"
            }
            guard isOpenedElsewhere else { return nil }
            return "is a web page, which can ask for passwords and send them anywhere"
        case .diskImage:
            return "is a disk image, which can hide programs"
        case .archive, .document, .picture, .sound, .film:
            guard let claimed = claimedFamily(name), claimed != kind.family,
                ![.data, .text, .page, .macros].contains(claimed),
                !isMedium(claimed) || !isMedium(kind.family)
            else { return nil }
            return "calls itself \(FileKind.claim(claimed)) but is \(kind.withArticle)"
        default:
            if name.ending?.kind.family == .page, isOpenedElsewhere {
                return "is a web page, which can ask for passwords and send them anywhere"
            }
            return nil
        }
    }

    /// It is no text of the message that is only read here.
    private var isOpenedElsewhere: Bool { part.disposition == .attachment || !part.isReadable }

    private func doubleEnding(_ name: FileName) -> String? {
        guard let ending = name.ending, let inner = name.innerEnding,
            ending.kind.family == .program, inner.kind.family != .program
        else { return nil }
        return "looks like \(FileKind.claim(inner.kind.family)) but ends in .\(ending.text) and"
            + " runs as a \(ending.kind.name)"
    }

    /// What the name says, else the media type; nil where neither says anything.
    private func claimedFamily(_ name: FileName) -> FileKind.Family? {
        name.ending?.kind.family ?? typeFamily
    }

    private var typeFamily: FileKind.Family? {
        switch part.contentType.type {
        case "image": return .picture
        case "audio": return .sound
        case "video": return .film
        case "text": return part.isHTML ? .page : .text
        default: break
        }
        let subtype = part.contentType.subtype
        if subtype == "pdf" || subtype == "msword" || subtype == "rtf" { return .document }
        if subtype.contains("macroenabled") { return .macros }
        if subtype.hasPrefix("vnd.openxml") || subtype.hasPrefix("vnd.oasis") { return .document }
        if subtype.hasPrefix("vnd.ms-excel") || subtype.hasPrefix("vnd.ms-powerpoint") {
            return .document
        }
        return ["zip", "gzip", "x-gzip", "x-tar", "x-rar"].contains(subtype) ? .archive : nil
    }

    /// A script is honestly a text where no ending says otherwise.
    private func isTextual(_ kind: FileKind) -> Bool { kind.name.hasSuffix("script") }

    /// Sound and film share their containers.
    private func isMedium(_ family: FileKind.Family) -> Bool {
        family == .sound || family == .film
    }
}

extension String {
    /// At most so many characters; a longer text ends in "…".
    func shortened(to characters: Int) -> String {
        guard let end = index(startIndex, offsetBy: characters, limitedBy: endIndex),
            end < endIndex
        else { return self }
        return self[..<end] + "…"
    }
}
