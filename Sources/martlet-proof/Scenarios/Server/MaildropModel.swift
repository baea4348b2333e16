import DemoServer
import Mail
import Wire

/// `pop3-mini`: the demo server's maildrop behind a row's answers.
struct MaildropModel: ScenarioModel {
    private var session: POPServerSession
    private let messages: [Scenario.Message]
    private(set) var isInCommand = false
    private(set) var isLoggedIn = false

    init(_ scenario: Scenario, drop: ScenarioDrop) {
        messages = drop.messages
        session = POPServerSession(
            context: ServiceContext(
                world: drop.world, offersTLS: scenario.security == .starttls),
            options: POPOptions(mechanisms: MaildropModel.mechanisms(scenario)),
            isSecure: scenario.security == .implicit)
        // The greeting is the row's.
        _ = steps()
    }

    /// PLAIN only where a row announces it: faults of others sit at USER and PASS.
    private static func mechanisms(_ scenario: Scenario) -> [SASLMechanism] {
        let all = [scenario.answers] + Array(scenario.stagedAnswers.values)
        let said = all.flatMap { $0["CAPA"] ?? [] }.flatMap { action -> [UInt8] in
            if case .send(let octets, _, _) = action { octets } else { [] }
        }
        let words = String(decoding: said, as: UTF8.self).split { " \r\n".contains($0) }
        return words.contains("PLAIN") ? [.plain] : []
    }

    func parse(_ line: ArraySlice<UInt8>) -> (name: String, argument: String) {
        let text = String(decoding: line, as: UTF8.self)
        let name = text.prefix { $0 != " " }
        return (name.uppercased(), String(text.dropFirst(name.count).drop { $0 == " " }))
    }

    mutating func answer(_ line: ArraySlice<UInt8>) -> [ModelStep] {
        session.receive(Array(line) + [13, 10])
        let steps = steps()
        guard case .send(let octets)? = steps.first else { return steps }
        isInCommand = octets.starts(with: "+ ".utf8)
        if octets.starts(with: "+OK Logged in".utf8) { isLoggedIn = true }
        return steps
    }

    mutating func tlsStarted() {
        session.secured(nil)
        session.tlsStarted()
    }

    func message(for argument: String) -> (number: Int, raw: [UInt8])? {
        guard let number = Int(argument), messages.indices.contains(number - 1) else { return nil }
        return (number, messages[number - 1].raw)
    }

    func framed(_ raw: [UInt8]) -> [UInt8] {
        var block: [UInt8] = []
        var isLineStart = true
        for octet in raw {
            if isLineStart, octet == UInt8(ascii: ".") { block.append(octet) }
            block.append(octet)
            isLineStart = octet == 10
        }
        return block + (isLineStart ? [] : [13, 10]) + Array(".\r\n".utf8)
    }

    private mutating func steps() -> [ModelStep] {
        var steps: [ModelStep] = []
        while true {
            do throws(WireFault) {
                switch try session.next() {
                case .send(let octets): steps.append(.send(octets))
                case .startTLS: steps.append(.startTLS)
                case .close: return steps + [.close]
                case .needsBytes: return steps
                case .event(let never): switch never {}
                case .prove: return steps + [.close]
                }
            } catch {
                return steps + [.close]
            }
        }
    }
}
