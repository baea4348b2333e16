/// What a person pressed, pasted or did with the mouse.
public enum Key: Hashable, Sendable {
    case character(Character)
    /// Ctrl with a lower-case letter or one of `@ [ \ ] ^ _` and space.
    case control(Character)
    /// Alt with a character; arrives as Esc and the character in one piece.
    ///
    /// Alt with Backspace, which kills a word, is `.alt("\u{7F}")`.
    case alt(Character)
    case enter, escape, tab, backTab, backspace
    case delete, insert, up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// Text pasted in one piece; lines end with line feeds.
    case paste(String)
    case mouse(MouseEvent)
}

/// A click, drag or turn of the wheel, and where.
public struct MouseEvent: Hashable, Sendable {
    /// The buttons all terminals report.
    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    /// What was done; terminals do not say which button was released.
    public enum Kind: Hashable, Sendable {
        case press(Button)
        case drag(Button)
        case release
        case wheelUp, wheelDown
    }

    /// What was done.
    public var kind: Kind
    /// The cell it was done at.
    public var at: Point

    public init(_ kind: Kind, at: Point) {
        self.kind = kind
        self.at = at
    }
}
