import EventLoop
import Wire

extension Connection {
    func nextEvents(until deadline: ContinuousClock.Instant?) async throws(TransportFault)
        -> [M.Event]
    {
        guard !Task.isCancelled else { throw .cancelled }
        var quietSince = ContinuousClock.now
        while true {
            advance()
            if case .startingTLS = phase, ending == nil {
                try await startTLS()
                continue
            }
            if case .proving(let task) = phase, ending == nil {
                try await prove(task, until: deadline ?? .now + deadlines.silence)
                quietSince = .now
                continue
            }
            if !events.isEmpty {
                defer { events = [] }
                return events
            }
            if let ending { throw ending }
            let heard = report.bytesIn
            let needs = readAvailable()
            if report.bytesIn > heard { quietSince = .now }
            guard let needs else {
                // Others have their turn before the rest of a flood is read.
                if ending == nil { await Task.yield() }
                continue
            }
            guard report.bytesIn == heard else { continue }
            try await waitForPeer(needs, until: deadline ?? quietSince + deadlines.silence)
        }
    }

    /// Waits until reading makes sense, or writing where something is left to write.
    private func waitForPeer(
        _ readNeeds: Interest, until deadline: ContinuousClock.Instant
    ) async throws(TransportFault) {
        isWaiting = true
        defer { isWaiting = false }
        if !output.isEmpty, writeDeadline < deadline {
            try await wait(
                for: readNeeds.union(writeNeeds), until: writeDeadline, in: .writing)
        } else {
            try await wait(
                for: readNeeds.union(output.isEmpty ? [] : writeNeeds), until: deadline,
                in: .reading)
        }
    }

    var writeDeadline: ContinuousClock.Instant {
        (stalledSince ?? .now) + deadlines.write
    }

    /// Asks the machine what to do until it needs octets, and sends what it wants sent.
    func advance() {
        while case .talking = phase, ending == nil {
            do {
                switch try machine.next() {
                case .event(let event): events.append(event)
                case .send(let bytes): output.append(bytes)
                case .startTLS: phase = .startingTLS
                case .prove(let task): phase = .proving(task)
                case .close: phase = .finishing
                case .needsBytes:
                    flush()
                    return
                }
            } catch {
                ending = .wire(error)
            }
        }
        flush()
        if case .finishing = phase, output.isEmpty { hangUp(.closed) }
    }

    /// Writes what the socket takes.
    func flush() {
        guard let stream else { return }
        while !output.isEmpty {
            switch output.withFirst(stream.write) {
            case .moved(let count): spoke(count)
            case .blocked(let needs):
                writeNeeds = needs
                stalledSince = stalledSince ?? .now
                return
            case .ended, .failed:
                // What the other side said before it went away can still be read.
                output.removeAll()
            }
        }
        stalledSince = nil
    }

    private func spoke(_ count: Int) {
        output.removeFirst(count)
        stalledSince = nil
        report.bytesOut += count
        if hasHeardSinceSpeaking { report.turns += 1 }
        hasHeardSinceSpeaking = false
    }

    /// Feeds the machine what has arrived, up to one turn's worth.
    ///
    /// Returns what the socket must be ready for before there is more; nil when there may be more
    /// already, or never again.
    private func readAvailable() -> Interest? {
        let start = report.bytesIn
        while report.bytesIn - start < Limits.readTurn {
            guard let stream else { return nil }
            var filled = 0
            var result = Transfer.moved(0)
            while filled < buffer.bytes.count {
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[filled...])
                result = stream.read(into: room)
                guard case .moved(let count) = result else { break }
                filled += count
            }
            hear(filled)
            switch result {
            case .moved: continue
            case .blocked(let needs): return needs
            case .ended:
                machine.receiveEnd()
                advance()
                ending = ending ?? .closed
                return nil
            case .failed(let fault):
                advance()
                ending = ending ?? fault
                return nil
            }
        }
        return nil
    }

    private func hear(_ count: Int) {
        guard count > 0 else { return }
        hasHeardSinceSpeaking = true
        report.bytesIn += count
        machine.receive(buffer.first(count))
    }
}
