import Console

extension Interface {
    func draw(_ pane: AttachmentList, on canvas: inout Canvas, in area: Rectangle) {
        let top = max(0, pane.selected - area.rows + 1)
        let visible = pane.attachments.enumerated().dropFirst(top).prefix(area.rows)
        for (number, attachment) in visible {
            let isSelected = number == pane.selected
            let text = "\(isSelected ? ">" : " ") \(number + 1)  \(attachment.summary)"
            let theme = preferences.theme
            canvas.write(
                TerminalText(text).padded(to: area.columns),
                at: Point(column: area.column, row: area.row + number - top),
                style: isSelected ? theme.selected(theme.text) : theme.text)
        }
    }
}
