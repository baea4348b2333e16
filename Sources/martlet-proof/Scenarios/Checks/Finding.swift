/// What became of one thing that must hold.
enum Finding: Hashable, Sendable {
    case holds
    case fails(String)
    /// Nobody looked, and why.
    case unchecked(String)
    /// The row asks for what is not so, and why.
    case disputed(String)

    /// Holds, or fails with these words.
    static func check(_ holds: Bool, _ words: @autoclosure () -> String) -> Finding {
        holds ? .holds : .fails(words())
    }

    var isGood: Bool { self == .holds }

    /// This and another finding about the same thing.
    func and(_ other: Finding) -> Finding { isGood ? other : self }
}
