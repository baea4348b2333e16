extension KeyMap {
    /// The key set `mutt`, the default: Mutt's key wherever Mutt has the action.
    public static let mutt: KeyMap = {
        var problems: [String] = []
        return KeyMap(muttRows, problems: &problems)
    }()

    /// The rows of ``mutt``, as a file of a key set would write them.
    public static let muttRows: [Row] = [
        Row("j", "next"), Row("k", "previous"),
        Row("Down", "next"), Row("Up", "previous"),
        Row("Down", "line-down", in: ["message"]), Row("Up", "line-up", in: ["message"]),
        Row("=", "first"), Row("*", "last"), Row("Home", "first"), Row("End", "last"),
        Row("Space", "page-down"), Row("-", "page-up"),
        Row("PgDn", "page-down"), Row("PgUp", "page-up"),
        Row("Enter", "open"), Row("Enter", "line-down", in: ["message"]),
        Row("Backspace", "line-up", in: ["message"]),
        Row("q", "back"), Row("i", "back", in: ["message"]),
        Row("Tab", "next-unread"),
        Row("a", "archive"), Row("d", "delete"), Row("s", "move"), Row("C", "copy"),
        Row("X", "junk"),
        Row("F", "flag"), Row("N", "toggle-seen"),
        Row("u", "undo"), Row("U", "redo"),
        Row("t", "tag"), Row("T", "tag-words"), Row(";", "apply-to-tagged"),
        Row("T", "fold-quotes", in: ["message"]), Row("V", "select-range"),
        Row("/", "search"), Row("n", "search-next"), Row("Esc n", "search-previous"),
        Row("Esc :", "command-line", in: ["list", "message"]), Row("l", "limit"),
        Row("Esc l", "show-all"),
        Row("Esc c", "mailboxes"), Row("C", "create-mailbox", in: ["mailboxes"]),
        Row("r", "rename-mailbox", in: ["mailboxes"]),
        Row("d", "remove-mailbox", in: ["mailboxes"]),
        Row("c", "mailbox"), Row("]", "next-account"), Row("[", "previous-account"),
        Row("Esc 0", "account 0"), Row("Esc 1", "account 1"), Row("Esc 2", "account 2"),
        Row("Esc 3", "account 3"), Row("Esc 4", "account 4"), Row("Esc 5", "account 5"),
        Row("Esc 6", "account 6"), Row("Esc 7", "account 7"), Row("Esc 8", "account 8"),
        Row("Esc 9", "account 9"),
        Row("G", "check"), Row("$", "send-pending"), Row("Ctrl-g", "cancel-work"),
        Row("B", "sidebar"), Row("Ctrl-n", "sidebar-next"), Row("Ctrl-p", "sidebar-previous"),
        Row("Ctrl-o", "sidebar-open"),
        Row("h", "all-headers"), Row("e", "raw"), Row("v", "attachments"),
        Row("Esc h", "other-form"), Row("Ctrl-e", "charset"),
        Row("Esc v", "conversation"), Row("J", "next-in-thread"), Row("K", "previous-in-thread"),
        Row("Ctrl-b", "links"), Row("y", "copy-link"),
        Row("s", "save", in: ["attachments"]), Row("S", "save-all"), Row("A", "save-all"),
        Row("|", "pipe"),
        Row("@", "accounts"), Row("?", "help"), Row(":", "command-line"),
        Row("Ctrl-l", "redraw"), Row("Ctrl-z", "suspend"), Row("Q", "quit"),
    ]
}
