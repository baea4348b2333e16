import Console

/// The parts of the pane in which a message is read; only the text scrolls.
struct ReadingPanes: Equatable {
    /// What deserves suspicion: with a column at its left in which mail text never stands.
    let warnings: Rectangle
    let conversation: Rectangle
    let text: Rectangle

    /// Both bars give way so that a few lines of text remain.
    init(_ main: Rectangle, warnings: Int, conversation: Int) {
        let least = 3
        let gutter = Rectangle(
            origin: Point(column: max(0, main.column - 1), row: main.row),
            size: Size(columns: main.columns + min(1, main.column), rows: main.rows))
        let warningRows = min(warnings, max(0, main.rows - least))
        self.warnings = gutter.split(top: warningRows).top
        let rest = main.split(top: warningRows).rest
        let listRows = min(conversation, max(0, rest.rows - least))
        (self.conversation, text) = rest.split(top: listRows)
    }
}
