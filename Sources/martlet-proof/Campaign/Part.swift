/// A row of the table: faults of one kind, tried one after the other.
struct Part: Sendable {
    /// What `--only` calls it.
    let name: String
    let title: String
    let mail: ProofMail
    var beginning = Trial.Beginning.store
    let faults: [Fault]

    func trial(_ index: Int) -> Trial {
        Trial(mail: mail, fault: faults[index], beginning: beginning)
    }
}
