import GRDB
import Mail

/// What is remembered of a maildrop as a whole.
public struct MaildropMemory: Hashable, Sendable {
    /// The latest moment that any visit saw; a clock that was set back is not believed.
    public var clock: Timestamp
    /// The server lets nobody in before; nil where it said nothing.
    public var notBefore: Timestamp?
    /// Seconds between two logins, by the server's word; 0 where it said nothing.
    public var loginDelay: Int
    /// Nil before the first visit.
    public var holdings: MaildropHoldings?

    public init(
        clock: Timestamp = Timestamp(seconds: 0), notBefore: Timestamp? = nil,
        loginDelay: Int = 0, holdings: MaildropHoldings? = nil
    ) {
        self.clock = clock
        self.notBefore = notBefore
        self.loginDelay = loginDelay
        self.holdings = holdings
    }
}

extension Store {
    /// What is remembered of every maildrop.
    public func maildropMemories() async throws(StoreFault) -> [AccountID: MaildropMemory] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT account_id, clock, not_before, login_delay, listed_at, messages, octets,
                    due_messages, due_at
                FROM maildrop
                """)
            var memories: [AccountID: MaildropMemory] = [:]
            while let row = try rows.next() {
                memories[AccountID(row[0])] = MaildropMemory(row)
            }
            return memories
        }
    }

    /// What is remembered of one maildrop.
    public func maildropMemory(of account: AccountID) async throws(StoreFault) -> MaildropMemory {
        try await maildropMemories()[account] ?? MaildropMemory()
    }

    /// The clock goes on, and never back.
    ///
    /// Answers the moment that holds.
    public func advanceMaildropClock(
        of account: AccountID, to moment: Timestamp
    ) async throws(StoreFault) -> Timestamp {
        try await write(.background) { db, _ in
            try MaildropMemory.make(db, of: account)
            try db.run(
                "UPDATE maildrop SET clock = max(clock, ?2) WHERE account_id = ?1",
                [account.rawValue, moment.seconds])
            let clock = try db.number(
                "SELECT clock FROM maildrop WHERE account_id = ?", [account.rawValue])
            return Timestamp(seconds: clock ?? moment.seconds)
        }
    }

    /// When the server may be logged in to again; nil: at once.
    public func setMaildropLogin(
        of account: AccountID, notBefore: Timestamp?, delay: Int
    ) async throws(StoreFault) {
        try await write(.background) { db, _ in
            try MaildropMemory.make(db, of: account)
            try db.run(
                """
                UPDATE maildrop SET not_before = ?2, login_delay = ?3 WHERE account_id = ?1
                """, [account.rawValue, notBefore?.seconds ?? 0, delay])
        }
    }

    /// What the server holds after a visit.
    public func setMaildropHoldings(
        of account: AccountID, _ holdings: MaildropHoldings
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            try MaildropMemory.make(db, of: account)
            try db.run(
                """
                UPDATE maildrop SET listed_at = ?2, messages = ?3, octets = ?4,
                    due_messages = ?5, due_at = ?6
                WHERE account_id = ?1
                """,
                [
                    account.rawValue, holdings.listed.seconds, holdings.messages,
                    holdings.octets, holdings.due, holdings.dueAt?.seconds ?? 0,
                ])
            touched.accounts.insert(account)
        }
    }
}

extension MaildropMemory {
    fileprivate init(_ row: Row) {
        let notBefore: Int64 = row[2]
        let listed: Int64 = row[4]
        let dueAt: Int64 = row[8]
        self.init(
            clock: Timestamp(seconds: row[1]),
            notBefore: notBefore == 0 ? nil : Timestamp(seconds: notBefore), loginDelay: row[3],
            holdings: listed == 0
                ? nil
                : MaildropHoldings(
                    listed: Timestamp(seconds: listed), messages: row[5], octets: row[6],
                    due: row[7], dueAt: dueAt == 0 ? nil : Timestamp(seconds: dueAt)))
    }

    fileprivate static func make(_ db: Database, of account: AccountID) throws {
        try db.run(
            "INSERT OR IGNORE INTO maildrop (account_id) VALUES (?)", [account.rawValue])
    }
}
