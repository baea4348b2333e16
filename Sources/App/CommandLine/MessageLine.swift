import Mail

extension Output {
    /// A line of `list` and `search`.
    func show(_ row: ListRow, _ names: Names) {
        result(
            JSONValue(
                row, account: names.account(row.account), mailbox: names.mailbox(row.mailbox)),
            row.id.description, row.date.rfc3339, Output.marks(row.flags),
            row.from.first?.display ?? "", row.subject)
    }

    /// Two columns: unseen and flagged.
    private static func marks(_ flags: Flags) -> String {
        (flags.contains(.seen) ? "-" : "N") + (flags.contains(.flagged) ? "!" : "-")
    }
}
