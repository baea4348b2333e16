import Glibc
import Wire

/// One connection of a scripted server, from its first octet to its end.
final class ScenarioConversation {
    private let scenario: Scenario
    private let server: ScenarioServer
    private let peer: Peer
    private let number: Int
    /// Whether the row's answers and its fault are played; else the base answers everything.
    private let isDisturbed: Bool
    private var model: (any ScenarioModel)?
    private var voice: ServerVoice
    private var lines = LineBuffer()
    private var end: ServerRecord.End?
    /// Answers to every further line, where a row has that.
    private var answerToLines: (octets: [UInt8], left: Int)?
    private var isFirstInTLS = false

    init(_ server: ScenarioServer, _ descriptor: Int32, number: Int, isDisturbed: Bool) {
        self.server = server
        self.number = number
        self.isDisturbed = isDisturbed
        scenario = server.scenario
        peer = Peer(descriptor)
        model = server.model()
        voice = ServerVoice(
            peer, scenario.fault, cut: isDisturbed ? server.cut : nil, isShaped: isDisturbed)
    }

    func run() {
        converse()
        // The maildrop is free again before the client learns that the connection is over.
        model = nil
        peer.close(.fin)
        server.record.note(number) {
            $0.end = end ?? .byClient
            $0.ended = .now
            $0.sent = voice.sent
        }
    }

    private func converse() {
        if scenario.security == .implicit {
            guard !hasFault(at: "tls-handshake"), startTLS() else { return }
        }
        guard !hasFault(at: "greeting") else { return }
        greet()
        while end == nil {
            let octets = peer.read()
            guard !octets.isEmpty else { return }
            heard(octets)
            lines.append(octets)
            takeLines()
        }
    }

    private func greet() {
        if isDisturbed || scenario.service != "pop3" {
            perform(scenario.greeting, line: [])
        } else {
            say(Array("+OK ready\r\n".utf8))
        }
    }

    private func heard(_ octets: [UInt8]) {
        server.record.note(number) { [isSecure = peer.isSecure] in
            if isSecure { $0.secret += octets } else { $0.clear += octets }
        }
    }

    private func takeLines() {
        do throws(WireFault) {
            while end == nil, let line = try lines.nextLine() { take(line) }
        } catch {
            closed(.rst)
        }
    }

    private func take(_ line: ArraySlice<UInt8>) {
        guard let model else { return }
        if let (octets, left) = answerToLines, left > 0 {
            answerToLines = (octets, left - 1)
            return say(octets)
        }
        guard !model.isInCommand else { return answer(line, plain: 0) }
        let (name, argument) = model.parse(line)
        server.record.note(number) { [isSecure = peer.isSecure] in
            $0.commands.append(
                ServerRecord.Command(
                    name: name, argument: argument, isSecure: isSecure, moment: .now))
        }
        noteHurry()
        if name == "DELE" { witness(argument) }
        guard !hasFault(at: name.lowercased()) else { return }
        if isDisturbed, let actions = answer(to: name, argument) {
            server.triggered()
            perform(actions, line: line)
        } else {
            answer(line, plain: plainOctets(of: name))
        }
    }

    // MARK: Watching the client

    private func noteHurry() {
        guard isFirstInTLS else { return }
        isFirstInTLS = false
        guard !lines.isEmpty || peer.hasMore(within: 30) else { return }
        server.record.note(number) { $0.hurriedInTLS = true }
    }

    /// At the moment of DELE its message must be in the store for good.
    private func witness(_ argument: String) {
        guard let message = model?.message(for: argument) else { return }
        let sent =
            isDisturbed
            ? scenario.delivered(message.number, raw: message.raw) : message.raw
        if let sent, server.isStored(sent) { return }
        server.record.note(number) { $0.deletedUnstored.append(message.number) }
    }

    // MARK: Answers

    private var stage: Scenario.Stage {
        switch (peer.isSecure, model?.isLoggedIn ?? false) {
        case (true, true): .tlsLoggedIn
        case (true, false): .tls
        case (false, true): .clearLoggedIn
        case (false, false): .clear
        }
    }

    private func answer(to name: String, _ argument: String) -> [ScenarioAction]? {
        guard name != "RETR" || scenario.spoils(Int(argument) ?? 0) else { return nil }
        return scenario.answer(to: name, in: stage)
    }

    /// How much of an answer may leave before the fault strikes; 0: all of it.
    private func plainOctets(of name: String) -> Int {
        guard isDisturbed, let place = scenario.fault?.at else { return 0 }
        let command = name.lowercased()
        if place == "\(command)-first-byte" { return 1 }
        return place == "\(command)-last-byte" ? -1 : 0
    }

    /// - Parameter plain: the octets before the fault; negative: all but so many; 0: no fault.
    private func answer(_ line: ArraySlice<UInt8>, plain: Int) {
        for step in model?.answer(line) ?? [] where end == nil {
            switch step {
            case .send(let octets) where plain != 0:
                say(plain > 0 ? octets.prefix(plain) : octets.dropLast(-plain))
                strike()
            case .send(let octets): say(octets)
            case .startTLS: if !startTLS() { ended(.byClient) }
            case .close: closed(.fin)
            }
        }
    }

    private func perform(_ actions: [ScenarioAction], line: ArraySlice<UInt8>) {
        let tag = Array(line.prefix { $0 != UInt8(ascii: " ") })
        for action in actions where end == nil {
            switch action {
            case .send(let octets, let times, let tail):
                let text = octets.replacing(Array("<tag>".utf8), with: tag)
                for _ in 0..<times where end == nil { say(text) }
                for _ in 0..<tail where end == nil { say(text.lastLine) }
            case .alternate(let texts, let times):
                for index in 0..<times where end == nil && !texts.isEmpty {
                    say(texts[index % texts.count].replacing(Array("<tag>".utf8), with: tag))
                }
            case .answerLines(let octets, let times): answerToLines = (octets, times)
            case .startTLS: if !startTLS() { ended(.byClient) }
            case .stall(let time): pause(time)
            case .close(let way): closed(way)
            case .sendMessage(let form): sendMessage(form, line)
            case .unknown: break
            }
        }
    }

    private func sendMessage(_ form: ScenarioAction.Form, _ line: ArraySlice<UInt8>) {
        guard let model, let message = model.message(for: model.parse(line).argument) else {
            return say(Array("-ERR no such message\r\n".utf8))
        }
        let octets = model.framed(message.raw)
        switch form {
        case .whole: say(octets)
        case .withoutTerminator: say(octets.dropLast(3))
        case .splitTerminator:
            say(octets.dropLast(5))
            for octet in octets.suffix(5) { say([octet]) }
        }
    }

    private func say(_ octets: some Collection<UInt8>) {
        switch voice.say(octets) {
        case .said: break
        case .refused: ended(.byClient)
        case .cut(let way): closed(way)
        }
    }

    // MARK: Faults

    private func hasFault(at place: String) -> Bool {
        guard isDisturbed, scenario.fault?.at == place else { return false }
        strike()
        return true
    }

    private func strike() {
        server.record.note(number) { $0.struck = .now }
        server.triggered()
        switch scenario.fault?.kind {
        case .fin: closed(.fin)
        case .rst: closed(.rst)
        case .finWithoutNotify: closed(.finNoNotify)
        default: stall()
        }
    }

    /// Says nothing until the client goes.
    private func stall() {
        while true {
            let octets = peer.read()
            guard !octets.isEmpty else { break }
            heard(octets)
        }
        ended(.byClient)
    }

    private func pause(_ time: Duration) {
        usleep(UInt32(clamping: Int(time / .microseconds(1))))
    }

    private func startTLS() -> Bool {
        guard peer.startTLS(server.certificate.context) else { return false }
        server.record.note(number) { $0.hasTLS = true }
        isFirstInTLS = true
        lines.removeAll()
        model?.tlsStarted()
        if isDisturbed { perform(scenario.onTLS, line: []) }
        return true
    }

    private func closed(_ way: ScenarioAction.Closing) {
        model = nil
        peer.close(way)
        ended(.byServer)
    }

    private func ended(_ by: ServerRecord.End) {
        end = end ?? by
    }
}

extension [UInt8] {
    /// The last line with its end, of a text of several.
    fileprivate var lastLine: ArraySlice<UInt8> {
        let before = dropLast().lastIndex(of: 10)
        return before.map { self[($0 + 1)...] } ?? self[...]
    }
}
