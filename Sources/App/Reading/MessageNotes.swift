import MIME
import Mail

/// What must be said plainly of a message: what could not be read, what nobody checked.
struct MessageNotes {
    private(set) var sentences: [String] = []
    private let message: ParsedMessage

    init(_ message: ParsedMessage, _ readable: ReadableText) {
        self.message = message
        addProtection(readable)
        addMissing()
        addFlaws()
        addFindings(readable)
    }

    // MARK: Signed and encrypted

    /// Nothing is claimed of a signature that was not checked, and a word covers what it says only.
    private mutating func addProtection(_ readable: ReadableText) {
        let parts = MessageNotes.ownParts(of: message.root)
        let root = message.root
        for part in parts where part.isMultipart {
            let subject = part == root ? "This message" : "A part of this message"
            switch part.contentType.subtype {
            case "signed": add("\(subject) carries a signature that was not checked.")
            case "encrypted": add("\(subject) is encrypted and cannot be read here yet.")
            default: break
            }
        }
        for part in parts where MessageNotes.isCryptographic(part) {
            let subject = part == root ? "This message" : "A part of this message"
            let kind = part.contentType.parameters["smime-type"]?.lowercased() ?? ""
            if kind == "signed-data" {
                add("\(subject) lies inside a signature that was not checked or opened.")
            } else if kind != "certs-only" {
                add("\(subject) is encrypted and cannot be read here yet.")
            }
        }
        let start = Substring(readable.text.utf8.prefix(Limits.armourOctets))
        if start.contains("-----BEGIN PGP SIGNED MESSAGE-----") {
            add("The text carries a signature that was not checked.")
        }
        if start.contains("-----BEGIN PGP MESSAGE-----") {
            add("The text is encrypted and cannot be read here yet.")
        }
    }

    private static func isCryptographic(_ part: Part) -> Bool {
        part.mediaType == "application/pkcs7-mime" || part.mediaType == "application/x-pkcs7-mime"
    }

    /// All parts but those inside enclosed messages, which speak for themselves.
    private static func ownParts(of root: Part) -> [Part] {
        var found: [Part] = []
        var waiting = [root]
        while let part = waiting.popLast() {
            found.append(part)
            if !part.isMessage { waiting += part.children.reversed() }
        }
        return found
    }

    // MARK: What is not here

    private mutating func addMissing() {
        for part in MessageNotes.ownParts(of: message.root) {
            if part.isPartial {
                let number = part.contentType.parameters["number"].flatMap { Int($0) }
                let total = part.contentType.parameters["total"].flatMap { Int($0) }
                let place = number.map { " \($0)" + (total.map { " of \($0)" } ?? "") } ?? ""
                add("This is piece\(place) of a message sent in pieces; they are not joined.")
            }
            if part.isExternal { add("A part of it lies on another machine and is not fetched.") }
        }
    }

    // MARK: Flaws

    private mutating func addFlaws() {
        for defect in message.defects {
            switch defect {
            case .unknownCharset:
                add("Its character set is unknown; some letters may be wrong.")
            case .nestedTooDeep, .tooManyParts:
                add("It has more parts than are told apart; the last one holds the rest.")
            case .messageTooLong:
                add("It is too long to be looked at whole; the last part holds the rest.")
            case .unterminatedMultipart:
                add("Its end is missing; it may have been cut on the way.")
            case .missingBoundary, .guessedBoundary:
                add("Its parts are not marked as they should be and were told apart by guessing.")
            case .duplicateField:
                add("A header field that should stand once stands twice; the first one is shown.")
            default: break
            }
        }
    }

    // MARK: What was found

    private mutating func addFindings(_ readable: ReadableText) {
        let files = message.attachments.count { $0.encoding == .uuencode || $0.encoding == .yenc }
        if files > 0 {
            add("\(files == 1 ? "A file" : "\(files) files") in the text: see the attachments.")
        }
        let hidden = readable.hiddenTexts
        if hidden > 0 {
            add(
                hidden == 1
                    ? "A text that the sender hid is left out."
                    : "\(hidden) texts that the sender hid are left out.")
        }
    }

    private mutating func add(_ sentence: String) {
        if !sentences.contains(sentence) { sentences.append(sentence) }
    }
}
