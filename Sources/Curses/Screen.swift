import CNcurses
import Console
import Glibc

/// The terminal: shows canvases, reads keys.
///
/// There is one in a process, and the thread that opened it uses it: it is not `Sendable`. Whoever
/// owns it waits on ``inputDescriptor`` and ``resizeDescriptor`` and asks ``keys()`` or
/// ``sizeChanged()`` when there is something.
public final class Screen {
    /// What may be wanted of a terminal besides showing text.
    public struct Options: Sendable {
        /// False shows everything in the terminal's own colours (`NO_COLOR`).
        public var colors: Bool
        /// Clicks and the wheel come as keys; selecting text then needs Shift.
        public var mouse: Bool

        public init(colors: Bool = true, mouse: Bool = false) {
            self.colors = colors
            self.mouse = mouse
        }
    }

    /// Readable when there are keys.
    public let inputDescriptor: Int32
    /// Readable when the terminal's size has changed; stays open as long as the process lives.
    public let resizeDescriptor: Int32
    /// The person's locale has no Unicode and was replaced for the screen; worth a word to them.
    public let isLocaleReplaced: Bool
    /// Cells across and down; changes in ``sizeChanged()`` alone.
    public private(set) var size: Size

    private let options: Options
    private let input: TerminalInput
    private var decoder = KeyDecoder()
    private var pairs: ColorPairs
    /// What the terminal shows.
    private var shown: Canvas
    private var isOpen = true

    /// Takes over the terminal on these descriptors; standard input and output, or both a `/dev/tty`.
    public init(
        input: Int32 = 0, output: Int32 = 1, options: Options = Options()
    ) throws(ScreenFault) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        // Before curses opens, so that no change of size is missed.
        resizeDescriptor = cn_watch_size()
        try Self.open(input: input, output: output, terminal: name)
        isLocaleReplaced = cn_choose_locale() == 0
        inputDescriptor = input
        self.input = TerminalInput(descriptor: input)
        self.options = options
        pairs = ColorPairs(wanted: options.colors)
        size = Size(columns: Int(cn_columns()), rows: Int(cn_rows()))
        shown = Canvas(size: size)
        switchModes(on: true)
    }

    deinit {
        close()
    }

    private static func open(
        input: Int32, output: Int32, terminal: String
    ) throws(ScreenFault) {
        switch cn_open(input, output) {
        case CN_OPENED: return
        case CN_NOT_A_TERMINAL: throw .notATerminal
        case CN_TOO_SIMPLE: throw .tooSimple(terminal)
        case CN_NO_UNICODE: throw .noUnicode
        case CN_ALREADY_OPEN: throw .alreadyOpen
        default: throw .unknownTerminal(terminal)
        }
    }

    /// Gives the terminal back for good; nothing more may be shown.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        switchModes(on: false)
        cn_close()
    }

    /// Gives the terminal back for a while: to an editor, or to the shell on Ctrl-z.
    public func suspend() {
        switchModes(on: false)
        cn_suspend()
    }

    /// Takes the terminal again and shows what was there; its size may have changed meanwhile.
    public func resume() {
        cn_resume()
        switchModes(on: true)
    }

    /// Rings, or flashes, as the terminal is set.
    public func bell() {
        cn_bell()
    }

    /// Bracketed paste and the mouse, which curses leaves to us.
    private func switchModes(on: Bool) {
        let end = on ? "h" : "l"
        cn_send("\u{1B}[?2004\(end)")
        if options.mouse { cn_send("\u{1B}[?1000\(end)\u{1B}[?1002\(end)\u{1B}[?1006\(end)") }
    }
}

// Input

extension Screen {
    /// The keys pressed since the last call; none when there are none.
    ///
    /// Waits a moment (25 ms) only when an Esc came last, to see whether it begins something longer.
    /// Throws ``ScreenFault/gone`` when the terminal was closed: time to end the program.
    public func keys() throws(ScreenFault) -> [Key] {
        var keys: [Key] = []
        var room = Limits.inputOctets
        while room > 0 {
            let patience = decoder.isWaiting ? Limits.escapeDelay : 0
            let octets = try input.read(limit: Limits.pieceOctets, within: patience)
            if octets.isEmpty { return keys + decoder.flush() }
            keys += decoder.decode(octets)
            room -= octets.count
        }
        return keys
    }

    /// Takes note of a change of the terminal's size; true when there was one.
    ///
    /// The terminal is blank then: show a canvas of the new ``size``.
    public func sizeChanged() -> Bool {
        var octets: [UInt8] = Array(repeating: 0, count: 64)
        while Glibc.read(resizeDescriptor, &octets, octets.count) > 0 {}
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard cn_measure(Int32(Limits.side), &columns, &rows) != 0 else { return false }
        let measured = Size(columns: Int(columns), rows: Int(rows))
        guard measured != size else { return false }
        cn_resize(columns, rows)
        size = measured
        shown = Canvas(size: size)
        return true
    }
}

// Painting

extension Screen {
    /// Shows a canvas; only what differs from the last one goes to the terminal.
    public func show(_ canvas: Canvas) {
        for row in 0..<size.rows {
            guard canvas.row(row) != shown.row(row) else { continue }
            for column in 0..<size.columns where canvas[column, row] != shown[column, row] {
                put(canvas[column, row], row: row, column: column)
            }
        }
        shown = canvas
        if let cursor = canvas.cursor, Rectangle(size).contains(cursor) {
            cn_show(Int32(cursor.row), Int32(cursor.column))
        } else {
            cn_show(-1, 0)
        }
    }

    private func put(_ cell: Cell, row: Int, column: Int) {
        guard cell.width > 0 else { return }
        let (pair, attributes) = pairs.pair(for: cell.style)
        func put(_ scalars: [UInt32], at column: Int) {
            cn_put(Int32(row), Int32(column), scalars, scalars.count, attributes, pair)
        }
        let held = HeldCluster(cell, width: cn_width)
        put(held.scalars, at: column)
        if let follower = held.follower { put([follower], at: column + 1) }
    }
}
