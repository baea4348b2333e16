import Wire

/// Hands on what comes and sends what it is given.
struct OctetMachine: Machine {
    private var arrived: [[UInt8]] = []
    private var toSend: [[UInt8]] = []

    mutating func say(_ octets: [UInt8]) {
        toSend.append(octets)
    }

    mutating func receive(_ bytes: [UInt8]) {
        arrived.append(bytes)
    }

    mutating func next() -> Step<[UInt8]> {
        if !toSend.isEmpty { return .send(toSend.removeFirst()) }
        return arrived.isEmpty ? .needsBytes : .event(arrived.removeFirst())
    }

    mutating func tlsStarted() {}
    mutating func receiveEnd() {}
}
