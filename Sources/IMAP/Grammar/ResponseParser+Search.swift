/// SEARCH (RFC 3501 §7.2.5) and ESEARCH (RFC 4731 §3.1).
extension ResponseParser {
    /// UIDs in any order, each perhaps several times; gathered as runs, sorted once.
    mutating func search() throws(Unreadable) -> Response.Search {
        var search = Response.Search(isExtended: false)
        var runs: [UIDSet.Run] = []
        while scanner.skipSpaces() {
            if scanner.isAtEnd {
                scanner.quirks.note(.trailingSpace)
                break
            }
            if scanner.take("(") {
                search.modSeq = try searchModSeq()
                continue
            }
            guard let uid = scanner.uid() else { throw Unreadable() }
            if let last = runs.last, last.last.next == uid {
                runs[runs.count - 1] = UIDSet.Run(last.first, uid)
            } else {
                runs.append(UIDSet.Run(uid, uid))
            }
        }
        try scanner.expectEnd()
        search.uids = UIDSet(runs: runs)
        return search
    }

    private mutating func searchModSeq() throws(Unreadable) -> ModSeq? {
        guard scanner.takeWord("MODSEQ") else { throw Unreadable() }
        try scanner.expectSpace()
        let value = try scanner.number()
        try scanner.expect(")")
        return value.flatMap(ModSeq.init)
    }

    mutating func extendedSearch() throws(Unreadable) -> Response.Search {
        var search = Response.Search(isExtended: true)
        var isByUID = false
        while scanner.skipSpaces(), !scanner.isAtEnd {
            if scanner.take("(") {
                guard scanner.takeWord("TAG") else { throw Unreadable() }
                try scanner.expectSpace()
                search.tag = try scanner.nullableString().map {
                    String(decoding: $0, as: UTF8.self)
                }
                try scanner.expect(")")
                continue
            }
            let item = scanner.word()
            if scanner.equals(item, "UID") {
                isByUID = true
                continue
            }
            try scanner.expectSpace()
            if scanner.equals(item, "ALL") {
                guard let runs = scanner.runs() else { throw Unreadable() }
                search.uids = UIDSet(runs: runs)
            } else if scanner.equals(item, "COUNT") {
                search.count = try scanner.number().flatMap { Int(exactly: $0) }
            } else if scanner.equals(item, "MODSEQ") {
                search.modSeq = try scanner.number().flatMap(ModSeq.init)
            } else {
                try scanner.skipValue()
            }
        }
        // Positions instead of UIDs would name other messages.
        guard isByUID || search.uids == nil else { throw Unreadable() }
        return search
    }
}
