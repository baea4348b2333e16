import Mail

/// Flags and keywords as a client names them.
struct FlagList: Sendable, Equatable {
    var flags: Flags = []
    var keywords: Set<Keyword> = []
}

/// What STORE does to the flags of a message.
struct FlagChange: Sendable, Equatable {
    enum Mode: Sendable, Equatable {
        case replace, add, remove
    }

    let mode: Mode
    let list: FlagList

    func apply(_ flags: inout Flags, _ keywords: inout Set<Keyword>) {
        switch mode {
        case .replace:
            flags = list.flags
            keywords = list.keywords
        case .add:
            flags.formUnion(list.flags)
            keywords.formUnion(list.keywords)
        case .remove:
            flags.subtract(list.flags)
            keywords.subtract(list.keywords)
        }
    }
}

extension CommandReader {
    /// `(\Seen $Important)`, or the same without parentheses.
    mutating func flagList() throws(CommandFault) -> FlagList {
        var list = FlagList()
        if peek == UInt8(ascii: "(") {
            for name in try self.list(of: { reader throws(CommandFault) in try reader.flagName() })
            {
                try list.insert(name)
            }
        } else {
            repeat { try list.insert(try flagName()) } while skip(" ")
        }
        return list
    }

    private mutating func flagName() throws(CommandFault) -> String {
        skip("\\") ? "\\" + (try atom()) : try atom()
    }
}

extension FlagList {
    fileprivate mutating func insert(_ name: String) throws(CommandFault) {
        if let flag = FlagText.systemFlag(name) {
            flags.insert(flag)
        } else if let keyword = Keyword(name) {
            keywords.insert(keyword)
        } else {
            throw .bad("Unknown flag \(name)")
        }
    }
}
