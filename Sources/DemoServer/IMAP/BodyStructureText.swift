extension ResponseText {
    /// BODYSTRUCTURE, or BODY where `isExtended` is false (RFC 3501 §7.4.2).
    mutating func append(structureOf part: MessagePart, isExtended: Bool) {
        append("(")
        let children = part.isMultipart ? part.children : []
        if !children.isEmpty {
            for child in children { append(structureOf: child, isExtended: isExtended) }
            append(" ")
            append(name: part.contentType.subtype)
            if isExtended {
                append(" ")
                append(parameters: part.contentType)
                appendExtensions(of: part)
            }
        } else {
            append(leaf: part, isExtended: isExtended)
            if isExtended {
                append(" ")
                append(string: part.header["Content-MD5"])
                appendExtensions(of: part)
            }
        }
        append(")")
    }

    private mutating func append(leaf part: MessagePart, isExtended: Bool) {
        append(name: part.contentType.type)
        append(" ")
        append(name: part.contentType.subtype)
        append(" ")
        append(parameters: part.contentType)
        append(" ")
        append(string: part.header["Content-ID"])
        append(" ")
        append(string: part.header["Content-Description"])
        append(" ")
        append(string: part.header["Content-Transfer-Encoding"] ?? Array("7BIT".utf8))
        append(" \(part.bodyRange.count)")
        let lines = part.bodyOctets.count { $0 == 10 }
        if part.isMessage, let message = part.children.first {
            append(" ")
            append(envelopeOf: message.header)
            append(" ")
            append(structureOf: message, isExtended: isExtended)
            append(" \(lines)")
        } else if part.contentType.type.lowercased() == "text" {
            append(" \(lines)")
        }
    }

    /// Disposition, language and location.
    private mutating func appendExtensions(of part: MessagePart) {
        append(" ")
        if let field = part.header["Content-Disposition"] {
            let disposition = ParameterList(field)
            append("(")
            append(name: disposition.value)
            append(" ")
            append(parameters: disposition)
            append(")")
        } else {
            append("NIL")
        }
        append(" ")
        append(string: part.header["Content-Language"])
        append(" ")
        append(string: part.header["Content-Location"])
    }

    private mutating func append(parameters list: ParameterList) {
        guard !list.parameters.isEmpty else {
            append("NIL")
            return
        }
        append("(")
        for (index, parameter) in list.parameters.enumerated() {
            if index > 0 { append(" ") }
            append(name: parameter.name)
            append(" ")
            append(string: parameter.value)
        }
        append(")")
    }
}

extension ParameterList {
    /// What stands before the slash.
    var type: String { String(value.prefix { $0 != "/" }) }

    /// What stands after it.
    var subtype: String { String(value.drop { $0 != "/" }.dropFirst()) }
}
