/// A POP server whose only user's maildrop is filled for each trial.
protocol TrialServer: Sendable {
    var port: UInt16 { get }
    /// The file with the certificate to trust.
    var certificatePath: String { get }

    /// Makes the maildrop hold these messages, under unique-ids it never used before.
    func fill(with messages: [[UInt8]]) async throws
    /// A run of the client begins; its first connection is cut, if the server can do that.
    func begin(cut: ServerCut?) throws -> VisitRecord
    /// Returns when no client is connected any more.
    func becomesQuiet() async throws
    /// What the maildrop holds now, as a client receives it.
    func remaining() async throws -> [[UInt8]]
    /// Returns when nothing of it runs any more.
    func stop() async throws
}
