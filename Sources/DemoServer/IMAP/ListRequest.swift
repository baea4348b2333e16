import Mail

/// LIST with its options (RFC 5258, RFC 5819, RFC 6154).
struct ListRequest: Sendable {
    var patterns: [String] = []
    var onlySubscribed = false
    var onlySpecialUse = false
    var returnsSubscribed = false
    /// What STATUS is to tell of each mailbox.
    var statusItems: [String] = []

    func matches(_ name: String) -> Bool {
        patterns.contains { NamePattern.matches(name[...], $0[...]) }
    }
}

/// `*` stands for anything, `%` for anything within one level (RFC 3501 §6.3.8).
private enum NamePattern {
    static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" || first == "%" {
            var tail = name
            while true {
                if matches(tail, rest) { return true }
                guard let next = tail.first, first == "*" || next != "/" else { return false }
                tail = tail.dropFirst()
            }
        }
        return name.first == first && matches(name.dropFirst(), rest)
    }
}

extension CommandReader {
    mutating func listRequest(isExtended: Bool) throws(CommandFault) -> ListRequest {
        var request = ListRequest()
        try space()
        if isExtended, peek == UInt8(ascii: "(") {
            for word in try list(of: { reader throws(CommandFault) in try reader.word() }) {
                request.onlySubscribed = request.onlySubscribed || word == "SUBSCRIBED"
                request.onlySpecialUse = request.onlySpecialUse || word == "SPECIAL-USE"
            }
            try space()
        }
        let reference = try mailboxName()
        try space()
        let patterns =
            isExtended && peek == UInt8(ascii: "(")
            ? try list { reader throws(CommandFault) in try reader.pattern() } : [try pattern()]
        request.patterns = patterns.map { reference + $0 }
        if isExtended, skip(word: " RETURN ") { try readReturnOptions(into: &request) }
        return request
    }

    private mutating func readReturnOptions(into request: inout ListRequest) throws(CommandFault) {
        let options = try list { reader throws(CommandFault) -> (String, [String]) in
            let word = try reader.word()
            guard word == "STATUS" else { return (word, []) }
            try reader.space()
            return (word, try reader.list { reader throws(CommandFault) in try reader.word() })
        }
        for (word, items) in options {
            switch word {
            case "SUBSCRIBED": request.returnsSubscribed = true
            case "STATUS": request.statusItems = items
            case "SPECIAL-USE", "CHILDREN": break
            default: throw .bad("Unknown RETURN option \(word)")
            }
        }
    }
}

extension IMAPServerSession {
    mutating func list(_ reader: inout CommandReader) throws(CommandFault) {
        let request = try reader.listRequest(isExtended: options.offers(.listExtended))
        guard request.statusItems.isEmpty || options.offers(.listStatus) else {
            throw .bad("STATUS cannot be returned")
        }
        if request.patterns == [""] {
            outbox.send(line: #"* LIST (\Noselect) "/" """#)
            return
        }
        let user = try currentUser()
        for name in user.namesWithLevels where request.matches(name) {
            let mailbox = user[name]
            if request.onlySubscribed, mailbox?.isSubscribed != true { continue }
            if request.onlySpecialUse, mailbox?.role?.attribute == nil { continue }
            var attributes = attributes(of: name, in: user)
            if request.returnsSubscribed || request.onlySubscribed, mailbox?.isSubscribed == true {
                attributes.append("\\Subscribed")
            }
            send("LIST", attributes, name)
            if let mailbox, !request.statusItems.isEmpty {
                outbox.send(StatusText.write(mailbox, items: request.statusItems).bytes)
            }
        }
    }

    mutating func listSubscribed(_ reader: inout CommandReader) throws(CommandFault) {
        let request = try reader.listRequest(isExtended: false)
        let user = try currentUser()
        for mailbox in user.mailboxes where mailbox.isSubscribed && request.matches(mailbox.name) {
            send("LSUB", [], mailbox.name)
        }
    }

    private func attributes(of name: String, in user: MailUser) -> [String] {
        let mailbox = user[name]
        var attributes = mailbox == nil ? ["\\Noselect"] : []
        if options.offers(.children) {
            let hasChildren = user.mailboxes.contains { $0.name.hasPrefix(name + "/") }
            attributes.append(hasChildren ? "\\HasChildren" : "\\HasNoChildren")
        }
        if options.offers(.specialUse), let role = mailbox?.role?.attribute {
            attributes.append(role)
        }
        return attributes
    }

    private mutating func send(_ response: String, _ attributes: [String], _ name: String) {
        var text = ResponseText("* \(response) (\(attributes.joined(separator: " "))) \"/\" ")
        text.append(name: name)
        text.endLine()
        outbox.send(text.bytes)
    }
}

extension MailUser {
    /// The names of all mailboxes and of the levels above them that hold no mail.
    fileprivate var namesWithLevels: [String] {
        var names: [String] = []
        for mailbox in mailboxes {
            for (place, character) in zip(mailbox.name.indices, mailbox.name) where character == "/"
            {
                let level = String(mailbox.name[..<place])
                if self[level] == nil, !names.contains(level) { names.append(level) }
            }
            names.append(mailbox.name)
        }
        return names
    }
}

extension MailboxRole {
    /// RFC 6154 §2; INBOX needs none.
    fileprivate var attribute: String? {
        switch self {
        case .inbox: nil
        case .archive: "\\Archive"
        case .drafts: "\\Drafts"
        case .sent: "\\Sent"
        case .trash: "\\Trash"
        case .junk: "\\Junk"
        case .all: "\\All"
        case .flagged: "\\Flagged"
        }
    }
}
