/// How wide each column of the message list is in a pane of some width.
struct ListColumns: Equatable {
    /// Selection, tag, read, flag and the blanks between them.
    static let marks = 6
    let date: Int
    /// 0: the account is not shown.
    let account: Int
    let people: Int
    let subject: Int
    /// 0: attachments are not shown.
    let attachment: Int

    var usesLongDates: Bool { date >= 10 }

    init(columns: Int, showsAccount: Bool) {
        date = columns >= 64 ? 10 : 6
        attachment = columns >= 50 ? 3 : 0
        account = showsAccount && columns >= 90 ? 10 : 0
        let gaps = 2 + (account > 0 ? 2 : 0) + 2
        let rest = max(0, columns - ListColumns.marks - date - account - attachment - gaps)
        people = min(28, max(min(10, rest), rest * 2 / 5))
        subject = max(0, rest - people)
    }
}
