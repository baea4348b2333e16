import Console

/// Where the panes are on a screen of some size.
///
/// Narrow screens lose the sidebar and the frame first, so that mail keeps the room.
struct ScreenLayout: Equatable {
    let title: Rectangle
    /// Everything between title and bottom line.
    let body: Rectangle
    /// Nil where there is no room for it.
    let sidebar: Rectangle?
    /// The pane of the list or the message; a message takes the sidebar's room where it needs it.
    let main: Rectangle
    let bottom: Rectangle
    let isFramed: Bool

    init(_ size: Size, wantsSidebar: Bool, isReading: Bool) {
        let whole = Rectangle(size)
        let (title, rest) = whole.split(top: 1)
        let (bottom, body) = rest.split(bottom: 1)
        self.title = title
        self.bottom = bottom
        self.body = body
        isFramed = size.columns >= 72 && size.rows >= 16
        let inner = isFramed ? body.split(top: 1).rest.split(bottom: 1).rest : body
        let isWide = size.columns >= 120
        let margin = isReading ? 1 : 0
        guard isFramed, wantsSidebar, isWide || !isReading else {
            sidebar = nil
            main = inner.split(left: margin).rest
            return
        }
        let (left, right) = inner.split(left: 1).rest.split(left: isWide ? 30 : 21)
        sidebar = left
        main = right.split(left: 1 + margin).rest
    }

    static func isTooSmall(_ size: Size) -> Bool {
        size.columns < Limits.smallestColumns || size.rows < Limits.smallestRows
    }
}
