import Mail

/// What the person did in this run, so that undo can say what it undoes.
///
/// Undo itself is the store's and goes back beyond this run.
struct History: Equatable, Sendable {
    struct Step: Equatable, Sendable {
        let number: ChangeNumber
        /// What was done, as a noun: "archive of 3 messages".
        let name: String
        let entries: [EntryID]
        /// Where it was done.
        let scope: ListScope
    }

    private(set) var done: [Step] = []
    private(set) var undone: [Step] = []

    mutating func add(_ step: Step) {
        done.append(step)
        undone = []
    }

    mutating func undo() -> Step? {
        let step = done.popLast()
        if let step { undone.append(step) }
        return step
    }

    mutating func redo() -> Step? {
        let step = undone.popLast()
        if let step { done.append(step) }
        return step
    }

    /// A refused change was never made.
    mutating func remove(_ number: ChangeNumber) {
        done.removeAll { $0.number == number }
        undone.removeAll { $0.number == number }
    }
}
