extension UIDSet: CustomStringConvertible {
    /// As it stands in a command, ascending (QQ refuses descending sets): `1:5,7`.
    public var description: String {
        String(decoding: encoded, as: UTF8.self)
    }

    var encoded: [UInt8] {
        var text: [UInt8] = []
        for run in runs {
            if !text.isEmpty { text.append(UInt8(ascii: ",")) }
            text += run.encoded
        }
        return text
    }

    /// The set in pieces whose text is at most `length` octets, each for a command of its own.
    ///
    /// RFC 7162 §4 asks for command lines of at most 8192 octets; some servers (UW, Yahoo) read
    /// no more than 1000.
    public func pieces(length: Int = 7_000) -> [UIDSet] {
        var pieces: [UIDSet] = []
        var piece = UIDSet()
        var used = 0
        for run in runs {
            let size = run.encoded.count + 1
            if used + size > length, !piece.isEmpty {
                pieces.append(piece)
                piece = UIDSet()
                used = 0
            }
            piece.insert(run)
            used += size
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }

    /// Reads the text of a set, as the store keeps it; nil when it is none.
    public init?(text: some Collection<UInt8>) {
        guard !text.isEmpty else {
            self.init()
            return
        }
        let found = Array(text).withUnsafeBufferPointer { bytes in
            var scanner = Scanner(bytes)
            let runs = scanner.runs()
            return scanner.isAtEnd ? runs : nil
        }
        guard let found else { return nil }
        self.init(runs: found)
    }
}

extension UIDSet.Run {
    var encoded: [UInt8] {
        first == last
            ? Array(String(first.rawValue).utf8)
            : Array("\(first.rawValue):\(last.rawValue)".utf8)
    }
}

/// Which messages a command is about.
public enum MessageRange: Hashable, Sendable {
    case uids(UIDSet)
    /// This UID and all later ones (`7:*`).
    ///
    /// The server answers with the last message even where its UID is smaller (RFC 9051 §6.4.9):
    /// the caller looks at the UIDs that come.
    case from(UID)

    /// Every message of the mailbox.
    public static let all = MessageRange.from(.first)

    var encoded: [UInt8] {
        switch self {
        case .uids(let set): set.encoded
        case .from(let uid): Array("\(uid):*".utf8)
        }
    }

    var isEmpty: Bool {
        if case .uids(let set) = self { set.isEmpty } else { false }
    }
}
