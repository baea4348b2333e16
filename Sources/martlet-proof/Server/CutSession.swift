import DemoServer
import Wire

/// A server's session that ends where a ``ServerCut`` says, and measures itself.
struct CutSession: Machine {
    private var session: POPServerSession
    private let place: ServerCut.Place?
    private let visit: VisitRecord.Visit
    private var sent = 0
    private var heard = 0
    private var isCut = false

    init(_ session: POPServerSession, cutAt place: ServerCut.Place?, _ visit: VisitRecord.Visit) {
        self.session = session
        self.place = place
        self.visit = visit
        if place == .sent(0) || place == .heard(0) { isCut = true }
    }

    mutating func receive(_ bytes: [UInt8]) {
        guard !isCut else { return }
        visit.measure.heard(bytes.count, deletions: visit.deletions)
        guard case .heard(let limit) = place, heard + bytes.count >= limit else {
            heard += bytes.count
            session.receive(bytes)
            return
        }
        session.receive(Array(bytes.prefix(limit - heard)))
        // What was asked up to here is done; nobody hears of it.
        doUnheard()
        isCut = true
    }

    private mutating func doUnheard() {
        while true {
            do {
                switch try session.next() {
                case .send, .event: continue
                case .needsBytes, .startTLS, .prove, .close: return
                }
            } catch {
                return
            }
        }
    }

    mutating func next() throws(WireFault) -> Step<Never> {
        guard !isCut else { return .close }
        let step = try session.next()
        guard case .send(let bytes) = step else { return step }
        guard case .sent(let limit) = place, sent + bytes.count >= limit else {
            sent += bytes.count
            visit.measure.sent(bytes.count)
            return step
        }
        isCut = true
        return .send(Array(bytes.prefix(limit - sent)))
    }

    mutating func tlsStarted() { session.tlsStarted() }
    mutating func secured(_ binding: ChannelBinding?) { session.secured(binding) }
    mutating func proved(_ proof: SCRAMProof) { session.proved(proof) }
    mutating func receiveEnd() { session.receiveEnd() }
}
