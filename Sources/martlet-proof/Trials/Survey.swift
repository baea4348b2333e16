/// How a run without faults goes: how many points there are to try.
struct Survey: Sendable {
    var calls = 0
    var fileCalls = 0
    var syncs = 0
    /// Octets of the server.
    var sent = 0
    /// Octets of the client.
    var heard = 0
    /// Places in the server's stream at which an answer ends.
    var answerEnds: [Int] = []
    var duration = Duration.zero
}
