import GRDB
import Mail

extension Store {
    /// How SQLite finds the rows of a list, step by step, for those who measure.
    ///
    /// The statements are the very ones that lists use, so that what is told here is what happens.
    package func queryPlans(
        of scope: ListScope
    ) async throws(StoreFault) -> [(name: String, steps: [String])] {
        try await read { db in
            let list = try ListSource(db, scope: scope)
            var unread = list
            unread.unreadOnly = true
            let key = ListKey(date: 0, entry: 0)
            let statements = [
                ("list", list.sql(.newestFirst, from: .end, columns: StoredRow.columns)),
                ("window", list.sql(.newestFirst, from: .at(key), columns: StoredRow.columns)),
                (
                    "position",
                    list.sql(.oldestFirst, from: .past(key), columns: ListSource.keyColumns)
                ),
                ("unread", unread.sql(.newestFirst, from: .end, columns: ListSource.keyColumns)),
            ]
            return try statements.map { name, sql in
                let explanation = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                explanation.setUncheckedArguments(StatementArguments())
                return (name, try Row.fetchAll(explanation).map { $0["detail"] as String })
            }
        }
    }
}
