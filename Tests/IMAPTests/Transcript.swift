import Foundation
import Testing
import Wire

@testable import IMAP

/// A written conversation that a session must repeat word for word.
///
/// `S:` the server says (`S(LF):` with a bare LF at the end), `C:` we must say, `=>` an event that
/// must come, `do:` what the owner of the session asks for, `fault:` how it must end, `given` how
/// the session is set up, `quirk:` what it must have noticed, `#` a remark. `{{E9}}` is that octet,
/// `{{5 x 61}}` five of them.
///
/// `in: MOVE IDLE` leads a session past the login at a server with those capabilities, and
/// `open: 3` into an INBOX of three messages.
struct Transcript: CustomTestStringConvertible {
    let name: String
    let lines: [String]

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/transcripts/imap")

    static let all: [Transcript] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".transcript") }.sorted().compactMap(Transcript.init)
    }()

    init?(file: String) {
        let url = Transcript.folder.appending(path: file)
        guard let content = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        name = String(file.dropLast(".transcript".count))
        lines = content.split(separator: "\n").map(String.init)
    }
}

/// How the server's octets arrive.
enum Arrival {
    case whole
    case byteByByte
    case pieces(of: Int)
}

/// Plays a transcript against a session.
struct Player {
    var session: Session
    private var sent: [UInt8] = []
    private var events: [String] = []
    private var fault: WireFault?
    private var isOver = false
    private let arrival: Arrival

    init(_ transcript: Transcript, arrival: Arrival) {
        self.arrival = arrival
        let given = transcript.lines.filter { $0.hasPrefix("given ") }.map { $0.dropFirst(6) }
        var configuration = Session.Configuration(
            credential: Credential(user: "alice", proof: .password(Secret("sesame".utf8))),
            host: "mail.example.org", port: 993)
        configuration.nonce = "rOprNGfwEbeRWgbNEkqO"
        for option in given.joined(separator: " ").split(separator: " ") {
            switch option {
            case "starttls":
                configuration.usesStartTLS = true
                configuration.isTLS = false
            case "no-tls": configuration.isTLS = false
            case "plaintext-allowed": configuration.allowsPlaintext = true
            case "preauth-allowed": configuration.allowsPreauth = true
            case "token":
                configuration.credential.proof = .token(Secret("ya29.token".utf8))
            case "only-login": configuration.authentication = .only(.login)
            case "only-plain": configuration.authentication = .only(.plain)
            case "only-external": configuration.authentication = .only(.external)
            case "combining-password":
                configuration.credential.proof = .password(Secret("e\u{301}".utf8))
            case "odd-password":
                configuration.credential.proof = .password(Secret("p\"\\{{é\r\n".utf8))
            case "depth-one": configuration.pipelineDepth = 1
            default: Issue.record("unknown option \(option)")
            }
        }
        session = Session(configuration)
    }

    mutating func play(_ transcript: Transcript) {
        var block: [UInt8] = []
        for line in transcript.lines {
            if line.hasPrefix("S") {
                block += octets(line)
                continue
            }
            feed(block, before: line)
            block = []
            perform(line)
        }
        feed(block, before: "the end")
        #expect(sent.isEmpty, "unexpected: \(String(decoding: sent, as: UTF8.self))")
        #expect(events.isEmpty, "unexpected events")
        #expect(fault == nil)
    }

    private mutating func feed(_ block: [UInt8], before line: String) {
        guard !block.isEmpty else { return }
        #expect(events.isEmpty, "not in the transcript, before \(line)")
        let size =
            switch arrival {
            case .whole: block.count
            case .byteByByte: 1
            case .pieces(let size): size
            }
        for start in stride(from: 0, to: block.count, by: size) {
            session.receive(Array(block[start..<min(start + size, block.count)]))
            pump()
        }
    }

    private mutating func perform(_ line: String) {
        if line.hasPrefix("C: ") {
            let expected = octets(line)
            let said = sent.prefix(expected.count)
            #expect(
                String(decoding: said, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
            sent.removeFirst(min(expected.count, sent.count))
        } else if line.hasPrefix("=> ") {
            #expect(events.first == String(line.dropFirst(3)))
            if !events.isEmpty { events.removeFirst() }
        } else if line.hasPrefix("do: ") {
            order(String(line.dropFirst(4)))
            pump()
        } else if line.hasPrefix("fault: ") {
            #expect(fault.map { "\($0.expected) | \($0.excerpt)" } == String(line.dropFirst(7)))
            fault = nil
        } else if line.hasPrefix("in: ") {
            enter(String(line.dropFirst(4)))
        } else if line.hasPrefix("open: ") {
            open(String(line.dropFirst(6)))
        } else if line.hasPrefix("quirk: ") {
            #expect(session.quirks.map(\.rawValue).contains(String(line.dropFirst(7))))
        } else if !line.hasPrefix("#"), !line.hasPrefix("given ") {
            Issue.record("unknown line \(line)")
        }
    }

    private mutating func enter(_ capabilities: String) {
        answer("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready")
        answer("A1 OK [CAPABILITY IMAP4rev1 \(capabilities)] welcome")
        if capabilities.contains("ENABLE") {
            answer("* ENABLED \(capabilities.contains("QRESYNC") ? "QRESYNC" : "CONDSTORE")")
            answer("A2 OK done")
        }
        #expect(events.first?.hasPrefix("ready") == true)
        events = []
    }

    private mutating func open(_ count: String) {
        let tag = session.submit(.select(Selection(.inbox)))
        pump()
        answer("* FLAGS (\\Seen)")
        answer("* \(count) EXISTS")
        answer("* OK [UIDVALIDITY 7] .")
        answer("* OK [HIGHESTMODSEQ 100] .")
        answer("\(tag) OK [READ-WRITE] opened")
        #expect(events.contains { $0.hasPrefix("selected INBOX") })
        events = []
    }

    private mutating func answer(_ line: String) {
        session.receive(Array(line.utf8) + [13, 10])
        pump()
        sent = []
    }

    mutating func pump() {
        guard fault == nil else { return }
        while true {
            do throws(WireFault) {
                switch try session.next() {
                case .event(let event): events.append(text(of: event))
                case .send(let bytes): sent += bytes
                case .needsBytes: return
                case .prove(let task): events.append(text(of: task))
                case .startTLS:
                    events.append("start-tls")
                    return
                case .close:
                    if !isOver { events.append("close") }
                    isOver = true
                    return
                }
            } catch {
                fault = error
                return
            }
        }
    }

    private func octets(_ line: String) -> [UInt8] {
        let isBare = line.hasPrefix("S(LF):")
        var rest = line.drop { $0 != ":" }.dropFirst()
        if rest.hasPrefix(" ") { rest = rest.dropFirst() }
        var output: [UInt8] = []
        while let open = rest.range(of: "{{"), let close = rest.range(of: "}}") {
            output += Array(rest[..<open.lowerBound].utf8)
            let words = rest[open.upperBound..<close.lowerBound].split(separator: " ")
            let byte = words.last.flatMap { UInt8($0, radix: 16) } ?? 0
            let count = words.count == 3 ? Int(words[0]) ?? 1 : 1
            output += Array(repeating: byte, count: count)
            rest = rest[close.upperBound...]
        }
        output += Array(rest.utf8)
        return output + (isBare ? [10] : [13, 10])
    }
}
