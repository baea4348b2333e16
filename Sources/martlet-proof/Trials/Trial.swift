/// One fault in one run, and a run without faults after it.
struct Trial: Sendable {
    /// What the program holds before it.
    enum Beginning: Sendable {
        /// A store without mail that knows the account.
        case store
        /// Nothing but the settings.
        case nothing
    }

    var mail: ProofMail
    var fault: Fault
    var beginning = Beginning.store
}

/// What came of a trial.
struct TrialOutcome: Sendable {
    /// Whether the run got as far as its fault.
    var isReached = false
    var violations: [Violation] = []
    /// From the start of the run without faults to its first word with the server; nil where the
    /// server does not tell.
    var restart: Duration?
    /// What the runs printed.
    var evidence = ""
}
