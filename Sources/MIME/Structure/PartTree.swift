extension Part {
    /// This part and all below it, in the order they stand; files in texts included.
    public var descendants: [Part] {
        var found: [Part] = []
        var waiting = [self]
        while let part = waiting.popLast() {
            found.append(part)
            found += part.embedded
            waiting += part.children.reversed()
        }
        return found
    }

    /// What is no multipart, enclosed messages not opened.
    var leaves: [Part] {
        var found: [Part] = []
        var waiting = [self]
        while let part = waiting.popLast() {
            if part.isMultipart {
                waiting += part.children.reversed()
            } else {
                found.append(part)
            }
        }
        return found
    }
}

/// Numbers parts as IMAP does (RFC 9051 §6.4.5.1), and files in a text as if they were its parts.
enum PartNumbers {
    static func numbered(_ root: Part?) -> Part {
        let nothing = Part(
            number: "", header: 0..<0, body: 0..<0, contentType: .plainText, disposition: nil,
            filename: nil, contentID: nil, encoding: .identity, declaredCharset: nil, children: [])
        return messageRoot(root ?? nothing, inside: "")
    }

    /// The root of the message or of an enclosed one; the depth is limited by ``Limits``.
    private static func messageRoot(_ part: Part, inside prefix: String) -> Part {
        var part = part
        part.number = prefix + (part.isMultipart ? "TEXT" : "1")
        return numberingChildren(of: part, prefix: part.isMultipart ? prefix : prefix + "1.")
    }

    private static func numberingChildren(of part: Part, prefix: String) -> Part {
        var part = part
        for index in part.embedded.indices {
            part.embedded[index].number = prefix + String(index + 1)
        }
        if part.isMessage {
            part.children = part.children.map { messageRoot($0, inside: prefix) }
        } else {
            for index in part.children.indices {
                let number = prefix + String(index + 1)
                part.children[index].number = number
                part.children[index] = numberingChildren(
                    of: part.children[index], prefix: number + ".")
            }
        }
        return part
    }
}
