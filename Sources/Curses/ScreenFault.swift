/// Why the terminal cannot be used; says so to a person.
public enum ScreenFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notATerminal
    /// What TERM says; empty when it is not set.
    case unknownTerminal(String)
    case tooSimple(String)
    case noUnicode
    /// One process shows one screen.
    case alreadyOpen
    /// The window was closed or the line is cut: nobody is there any more.
    case gone

    /// A sentence for a person, with what to do where something can be done.
    public var description: String {
        switch self {
        case .notATerminal:
            "The screen needs a terminal, but input or output is not one."
        case .unknownTerminal(""):
            "TERM is not set, so nobody knows how to paint on this terminal."
        case .unknownTerminal(let name):
            "The terminal type \(name) (from TERM) is not known on this computer; "
                + "try TERM=xterm-256color."
        case .tooSimple(let name):
            "The terminal type \(name) (from TERM) cannot place its cursor, which a screen needs."
        case .noUnicode:
            "No locale with Unicode was found; set LANG to one, for example C.UTF-8."
        case .alreadyOpen:
            "The screen is open already."
        case .gone:
            "The terminal is gone."
        }
    }
}
