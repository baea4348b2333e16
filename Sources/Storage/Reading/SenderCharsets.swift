import GRDB
import Mail

extension Store {
    /// The character set the person chose for a sender's mail; nil where they chose none.
    ///
    /// - Parameter sender: an address; large and small letters are the same.
    public func charset(ofSender sender: String) async throws(StoreFault) -> String? {
        let sender = Store.key(ofSender: sender)
        guard !sender.isEmpty else { return nil }
        return try await read { db in
            try db.row("SELECT charset FROM sender_charset WHERE address = ?", [sender]).map {
                $0[0]
            }
        }
    }

    /// Remembers the character set of a sender's mail, or forgets it.
    ///
    /// The senders chosen for longest ago are forgotten beyond a number.
    public func setCharset(
        _ charset: String?, ofSender sender: String
    ) async throws(StoreFault) {
        let sender = Store.key(ofSender: sender)
        guard !sender.isEmpty else { return }
        try await write(.person) { db, _ in
            try db.run("DELETE FROM sender_charset WHERE address = ?", [sender])
            guard let charset else { return }
            try db.run(
                "INSERT INTO sender_charset (address, charset) VALUES (?, ?)",
                [sender, TextList.clean(charset)])
            try db.run(
                "DELETE FROM sender_charset WHERE id <= last_insert_rowid() - ?",
                [Limits.senderCharsets])
        }
    }

    private static func key(ofSender address: String) -> String {
        let key = TextList.clean(address.lowercased())
        return key.utf8.count <= Limits.senderOctets ? key : ""
    }
}
