/// What the server can do, as far as it changes how commands are written.
struct Dialect {
    var capabilities: Set<Capability> = []
    var enabled: Set<Capability> = []
    /// The selected mailbox keeps MODSEQs.
    var hasModSeq = false

    var literals: CommandWriter.Literals {
        if capabilities.contains(.literalPlus) { return .neverWait }
        return capabilities.contains(.literalMinus) ? .waitIfGreat : .wait
    }
}

extension Command {
    /// Whether there is nothing to ask: an empty set cannot be written, and need not be.
    var isEmpty: Bool {
        switch self {
        case .fetch(let range, _), .fetchFlags(let range, _): range.isEmpty
        case .store(let set, _, let flags): set.isEmpty || flags.isEmpty
        case .move(let set, _), .copy(let set, _), .expunge(let set): set.isEmpty
        default: false
        }
    }

    /// The command after its tag, without the line end.
    func encode(into writer: inout CommandWriter, _ dialect: Dialect) {
        switch self {
        case .list(let details): writer.write("LIST \"\" \"*\"\(details.encoded(dialect))")
        case .listSubscribed: writer.write("LSUB \"\" \"*\"")
        case .listWithXLIST: writer.write("XLIST \"\" \"*\"")
        case .status(let name):
            writer.write("STATUS ", name)
            writer.write(" (\(dialect.statusItems))")
        case .create(let name): writer.write("CREATE ", name)
        case .rename(let old, let new):
            writer.write("RENAME ", old)
            writer.write(" ", new)
        case .delete(let name): writer.write("DELETE ", name)
        case .subscribe(let name): writer.write("SUBSCRIBE ", name)
        case .unsubscribe(let name): writer.write("UNSUBSCRIBE ", name)
        case .select(let selection): selection.encode(into: &writer, dialect)
        case .unselect: writer.write("UNSELECT")
        case .fetch(let range, let items):
            writer.write("UID FETCH ", range)
            writer.write(" (\(items.encoded(dialect)))")
        case .fetchFlags(let range, let modSeq):
            writer.write("UID FETCH ", range)
            let vanished = dialect.enabled.contains(.qresync) ? " VANISHED" : ""
            writer.write(" (UID FLAGS) (CHANGEDSINCE \(modSeq)\(vanished))")
        case .store(let set, let change, let flags):
            writer.write("UID STORE ", .uids(set))
            writer.write(change == .add ? " +FLAGS.SILENT " : " -FLAGS.SILENT ")
            writer.writeFlags(flags)
        case .move(let set, let name):
            writer.write("UID MOVE ", .uids(set))
            writer.write(" ", name)
        case .copy(let set, let name):
            writer.write("UID COPY ", .uids(set))
            writer.write(" ", name)
        case .expunge(let set): writer.write("UID EXPUNGE ", .uids(set))
        case .expungeAll: writer.write("EXPUNGE")
        case .search(let keys, let kind): writer.writeSearch(keys, kind, dialect)
        case .append(let append): append.encode(into: &writer)
        case .idle: writer.write("IDLE")
        case .noop: writer.write("NOOP")
        case .logout: writer.write("LOGOUT")
        }
    }
}

extension CommandWriter {
    fileprivate mutating func write(_ verb: String, _ name: MailboxName) {
        write(verb)
        writeString(name.octets)
    }

    fileprivate mutating func write(_ verb: String, _ range: MessageRange) {
        write(Array(verb.utf8) + range.encoded)
    }

    fileprivate mutating func writeSearch(
        _ keys: [SearchKey], _ kind: SearchResultKind, _ dialect: Dialect
    ) {
        write("UID SEARCH")
        if dialect.capabilities.contains(.esearch) {
            write(kind == .count ? " RETURN (COUNT)" : " RETURN (ALL)")
        }
        if keys.contains(where: \.isBeyondASCII) { write(" CHARSET UTF-8") }
        for key in keys.isEmpty ? [.all] : keys {
            write(" ")
            key.encode(into: &self)
        }
    }
}

extension Dialect {
    fileprivate var statusItems: String {
        "MESSAGES UNSEEN UIDNEXT UIDVALIDITY"
            + (capabilities.contains(.condstore) ? " HIGHESTMODSEQ" : "")
    }
}

extension ListDetails {
    fileprivate func encoded(_ dialect: Dialect) -> String {
        var options: [String] = []
        if contains(.specialUse) { options.append("SPECIAL-USE") }
        if contains(.subscribed) { options.append("SUBSCRIBED") }
        if contains(.status) { options.append("STATUS (\(dialect.statusItems))") }
        return options.isEmpty ? "" : " RETURN (\(options.joined(separator: " ")))"
    }
}

extension Selection {
    fileprivate func encode(into writer: inout CommandWriter, _ dialect: Dialect) {
        writer.write(isReadOnly ? "EXAMINE " : "SELECT ", mailbox)
        if let known, dialect.enabled.contains(.qresync) {
            // The only parameter: some servers stumble over CONDSTORE beside it.
            let uids = known.uids.isEmpty ? "" : " \(known.uids.spanned)"
            writer.write(" (QRESYNC (\(known.uidValidity) \(known.modSeq)\(uids)))")
        } else if dialect.capabilities.contains(.condstore) {
            writer.write(" (CONDSTORE)")
        }
    }
}

extension UIDSet {
    /// The set itself, or one range around it where its text would make the line too long.
    fileprivate var spanned: UIDSet {
        guard encoded.count > 4_000, let first, let last else { return self }
        return UIDSet(first, through: last)
    }
}

extension FetchItems {
    fileprivate func encoded(_ dialect: Dialect) -> String {
        var items = ["UID"]
        if flags {
            items.append("FLAGS")
            if dialect.hasModSeq { items.append("MODSEQ") }
        }
        if date { items.append("INTERNALDATE") }
        if size { items.append("RFC822.SIZE") }
        if structure { items.append("BODYSTRUCTURE") }
        if let section {
            let range = piece.map { "<\($0.offset).\($0.count)>" } ?? ""
            items.append("BODY.PEEK[\(section.encoded)]\(range)")
        }
        return items.joined(separator: " ")
    }
}

extension Append {
    fileprivate func encode(into writer: inout CommandWriter) {
        writer.write("APPEND ", mailbox)
        writer.write(" ")
        if !flags.isEmpty {
            writer.writeFlags(flags)
            writer.write(" ")
        }
        if let date { writer.write("\(date.encoded) ") }
        writer.writeLiteral(message)
    }
}

extension SearchKey {
    fileprivate var isBeyondASCII: Bool {
        if case .contains(_, let text) = self { !text.isASCII } else { false }
    }

    fileprivate func encode(into writer: inout CommandWriter) {
        switch self {
        case .all: writer.write("ALL")
        case .has(let flag): writer.write(flag.searchKey(negated: false))
        case .lacks(let flag): writer.write(flag.searchKey(negated: true))
        case .messages(let range):
            // The empty set matches nothing, which no range of UIDs can say.
            if range.isEmpty { writer.write("NOT ALL") } else { writer.write("UID ", range) }
        case .contains(let field, let text):
            writer.write("\(field.rawValue) ")
            writer.writeString(text.octets)
        case .since(let date): writer.write("SINCE \(date.searchDay)")
        case .before(let date): writer.write("BEFORE \(date.searchDay)")
        }
    }
}

extension Flag {
    fileprivate func searchKey(negated: Bool) -> String {
        guard isStandard else { return "\(negated ? "UNKEYWORD" : "KEYWORD") \(name)" }
        return (negated ? "UN" : "") + name.dropFirst().uppercased()
    }
}
