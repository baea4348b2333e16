/// What an effect needs the screen's own thread for.
enum ScreenErrand: Sendable {
    /// Give octets to a program and show what it says.
    case pipe(ArgumentVector, [UInt8])
    /// Put text into the clipboard by way of the terminal.
    case copy(String)
}
