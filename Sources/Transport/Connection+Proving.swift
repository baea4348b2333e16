import COpenSSL
import EventLoop
import Wire

extension Connection {
    /// Does the arithmetic of a login on a thread of its own, as it may take seconds, and all
    /// connections share the loop's.
    func prove(
        _ task: SCRAMTask, until deadline: ContinuousClock.Instant
    ) async throws(TransportFault) {
        let answers: EventQueue<SCRAMProof?>
        do {
            answers = try EventQueue()
            try WorkerThread.start(named: "login") { answers.send(task.solve()) }
        } catch {
            throw .tlsFailed(reason: String(describing: error))
        }
        do {
            _ = try await network.loop.wait(for: answers.descriptor, .readable, until: deadline)
        } catch {
            throw TransportFault(error, in: .computing)
        }
        if let ending { throw ending }
        guard let proof = answers.drain().first ?? nil else {
            throw .tlsFailed(reason: "OpenSSL refuses the arithmetic of the login")
        }
        machine.proved(proof)
        phase = .talking
    }
}
