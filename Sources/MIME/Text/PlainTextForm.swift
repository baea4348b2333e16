/// How the lines of a text that is no HTML are meant.
enum PlainTextForm: Hashable, Sendable {
    case plain
    /// Lines that end in a blank go on in the next one (RFC 3676).
    case flowed(deletesSpace: Bool)
    /// With commands in angle brackets; `isOld`: those of text/richtext.
    case enriched(isOld: Bool)

    init(of part: Part) {
        switch part.contentType.mediaType {
        case "text/enriched": self = .enriched(isOld: false)
        case "text/richtext": self = .enriched(isOld: true)
        case "text/plain":
            let parameters = part.contentType.parameters
            let isFlowed = parameters["format"]?.lowercased() == "flowed"
            let deletesSpace = parameters["delsp"]?.lowercased() == "yes"
            self = isFlowed ? .flowed(deletesSpace: deletesSpace) : .plain
        default: self = .plain
        }
    }

    /// The text as scripts see it.
    func flat(_ lines: String) -> String {
        switch self {
        case .plain: lines
        case .flowed(let deletesSpace):
            FlowedText.unwrapped(lines, deletesSpace: deletesSpace)
        case .enriched(let isOld):
            EnrichedText.read(Array(lines.utf8), isOld: isOld).flat
        }
    }
}
