import Foundation
import Testing
import Wire

@testable import POP

/// A conversation written down, and the events it must give.
///
///     account (tls|stls|plaintext|plaintext-forbidden) (password|token) [AUTH]
///     S: a line of the server, CR LF follows        R: octets of the server as they are
///     C: a line that must have been sent            do: a command the program submits
///     => an event that must have come               starttls: the handshake is asked for, done
///     bound: KIND OCTETS, how TLS can be named   proved: PROOF SIGNATURE, in base64
///     end: the server closed the stream             close, fault TEXT: how it must end
///
/// `\r`, `\n`, `\\`, `\xHH` stand for octets in server lines and events.
struct Transcript {
    var name: String
    var lines: [String]

    static let all: [Transcript] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/transcripts/pop")
        let names =
            (try? FileManager.default.contentsOfDirectory(
                atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasSuffix(".transcript") }.sorted().map { name in
            let text =
                (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            let lines = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
            return Transcript(name: name, lines: lines)
        }
    }()

    static func octets(_ text: Substring) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch letter {
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                result.append(UInt8(digits, radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            default: result.append(letter)
            }
        }
        return result
    }
}

extension Transcript: CustomTestStringConvertible {
    var testDescription: String { name }
}

/// Plays a transcript against a session; octets of the server arrive in pieces of given sizes.
struct TranscriptPlayer {
    private var session: Session
    private var pieceSize: () -> Int
    private var arriving: [UInt8] = []
    private var sent: [UInt8] = []
    private var events: [String] = []
    private var steps: [String] = []
    private var isOver = false

    init(_ transcript: Transcript, pieceSize: @escaping () -> Int) throws {
        let words = try #require(transcript.lines.first).split(separator: " ")
        session = Session(try TranscriptPlayer.configuration(Array(words.dropFirst())))
        self.pieceSize = pieceSize
    }

    static func configuration(_ words: [Substring]) throws -> Configuration {
        let secret = Secret(Array("sesame".utf8))
        return Configuration(
            credential: Credential(
                user: "alice", proof: words[1] == "token" ? .token(secret) : .password(secret)),
            auth: try words.count > 2 ? #require(AuthChoice(String(words[2]))) : .auto,
            isTLS: words[0] == "tls", useSTLS: words[0] == "stls",
            allowsPlaintext: words[0] == "plaintext", host: "pop.example.org", port: 995,
            nonce: "rOprNGfwEbeRWgbNEkqO")
    }

    mutating func play(_ lines: some Sequence<String>) throws {
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            try play(String(parts[0]), parts.count > 1 ? parts[1] : "", line)
        }
        pump()
        #expect(events.isEmpty && sent.isEmpty && steps.isEmpty, "left over: \(self)")
    }

    private mutating func play(_ verb: String, _ text: Substring, _ line: String) throws {
        switch verb {
        case "S:": arriving += Transcript.octets(text) + [13, 10]
        case "R:": arriving += Transcript.octets(text)
        case "do:": session.submit(try TranscriptPlayer.command(text))
        case "bound:":
            let words = text.split(separator: " ")
            session.secured(
                ChannelBinding(
                    kind: try #require(ChannelBinding.Kind(rawValue: String(words[0]))),
                    octets: try #require(Base64.decode(words[1].utf8))))
        case "proved:":
            let words = try text.split(separator: " ").map { try #require(Base64.decode($0.utf8)) }
            session.proved(SCRAMProof(clientProof: words[0], serverSignature: words[1]))
        case "end":
            pump()
            session.receiveEnd()
        case "starttls":
            pump()
            #expect(steps.isEmpty == false && steps.removeFirst() == verb)
            session.tlsStarted()
        case "close", "fault":
            pump()
            #expect(steps.isEmpty == false && steps.removeFirst() == line)
        case "C:":
            pump()
            let due = Array(text.utf8) + [13, 10]
            #expect(
                sent.starts(with: due), "sent \(String(decoding: sent, as: UTF8.self)), not \(line)"
            )
            sent.removeFirst(min(due.count, sent.count))
        case "=>":
            pump()
            #expect(events.first == String(text))
            if !events.isEmpty { events.removeFirst() }
        default: Issue.record("unknown line: \(line)")
        }
    }

    private mutating func pump() {
        repeat {
            let piece = arriving.prefix(max(1, pieceSize()))
            arriving.removeFirst(piece.count)
            if !piece.isEmpty { session.receive(Array(piece)) }
            drain()
        } while !arriving.isEmpty && steps.isEmpty
    }

    private mutating func drain() {
        guard steps.isEmpty, !isOver else { return }
        do {
            while true {
                switch try session.next() {
                case .event(let event): note(event)
                case .send(let octets): sent += octets
                case .needsBytes: return
                case .startTLS: return steps.append("starttls")
                case .prove(let task): events.append(task.transcriptLine)
                case .close:
                    isOver = true
                    return steps.append("close")
                }
            }
        } catch {
            isOver = true
            steps.append("fault \(error.expected)")
            #expect(!error.excerpt.contains("sesame") && !error.excerpt.contains("CANARY"))
        }
    }

    /// Pieces of one message are joined: only their sum is promised.
    private mutating func note(_ event: Session.Event) {
        let text = event.transcriptLine
        if case .messageChunk(let number, let octets) = event, let last = events.last,
            last.hasPrefix("octets \(number.rawValue) ")
        {
            events[events.count - 1] = last + Session.Event.escaped(octets)
        } else {
            events.append(text)
        }
    }

    static func command(_ text: Substring) throws -> Command {
        let words = text.split(separator: " ")
        let number = words.count > 1 ? UInt32(words[1]).flatMap(MessageNumber.init(rawValue:)) : nil
        switch words[0] {
        case "STAT": return .stat
        case "UIDL": return .uidl
        case "LIST": return .list
        case "RETR": return .retr(try #require(number))
        case "DELE": return .dele(try #require(number))
        case "TOP": return .top(try #require(number), lines: try #require(UInt16(words[2])))
        case "NOOP": return .noop
        case "RSET": return .rset
        default: return .quit
        }
    }
}

extension Session.Event {
    /// The event as a transcript writes it.
    var transcriptLine: String {
        switch self {
        case .ready(let capabilities): (["ready"] + capabilities.words).joined(separator: " ")
        case .loginRefused(let refusal, _): "login refused\(refusal.words)"
        case .loginGivenUp(let doubt): "login given up \(doubt)"
        case .loginImpossible(let obstacle): "login impossible \(obstacle.words)"
        case .stat(let count, let octets):
            "stat \(count.map(String.init) ?? "?") \(octets.map(String.init) ?? "?")"
        case .listing(let items):
            (["listing"]
                + items.map {
                    "\($0.number.rawValue)=\($0.uniqueID?.text ?? "?")"
                        + ($0.ordinal > 0 ? "#\($0.ordinal)" : "")
                }).joined(separator: " ")
        case .sizes(let sizes):
            (["sizes"] + sizes.sorted { $0.key < $1.key }.map { "\($0.key.rawValue):\($0.value)" })
                .joined(separator: " ")
        case .messageBegan(let number): "began \(number.rawValue)"
        case .messageChunk(let number, let octets):
            "octets \(number.rawValue) \(Session.Event.escaped(octets))"
        case .messageEnded(let number): "ended \(number.rawValue)"
        case .top(let number, let octets): "top \(number.rawValue) \(Session.Event.escaped(octets))"
        case .deleted(let number): "deleted \(number.rawValue)"
        case .done(let command): "done \(command.line)"
        case .refused(let command, let refusal): "refused \(command.line):\(refusal.words)"
        case .goodbye(nil): "goodbye"
        case .goodbye(let refusal?): "goodbye:\(refusal.words)"
        }
    }

    static func escaped(_ octets: some Sequence<UInt8>) -> String {
        octets.map { byte in
            switch byte {
            case 13: "\\r"
            case 10: "\\n"
            default: String(decoding: [byte], as: UTF8.self)
            }
        }.joined()
    }
}

extension SCRAMTask {
    fileprivate var transcriptLine: String {
        #expect(password == Secret("sesame".utf8))
        let salt = String(decoding: Base64.encode(salt), as: UTF8.self)
        let message = String(decoding: message, as: UTF8.self)
        return "prove \(hash == .sha256 ? "SHA-256" : "SHA-1") \(iterations) \(salt) \(message)"
    }
}

extension Refusal {
    fileprivate var words: String {
        (code.map { " [\($0)]" } ?? "")
            + (text.isEmpty ? "" : " " + text.replacing("\u{FFFD}", with: "\\u{fffd}"))
    }
}

extension LoginObstacle {
    fileprivate var words: String {
        switch self {
        case .serverUnavailable(let refusal): "serverUnavailable\(refusal.words)"
        case .tlsNotOffered: "tlsNotOffered"
        case .plaintextForbidden: "plaintextForbidden"
        case .noMechanism(let offered): (["noMechanism"] + offered).joined(separator: " ")
        case .mechanismUnusable(let mechanism): "mechanismUnusable \(mechanism.rawValue)"
        case .unsendableCredential: "unsendableCredential"
        }
    }
}

extension Capabilities {
    fileprivate var words: [String] {
        let flags = [
            (hasTOP, "TOP"), (hasUIDL, "UIDL"), (hasUser, "USER"), (hasPipelining, "PIPELINING"),
        ]
        let expiryWord: String? =
            switch expiry {
            case .days(let days): "EXPIRE=\(days)"
            case .never: "EXPIRE=NEVER"
            case nil: nil
            }
        return flags.filter(\.0).map(\.1) + (expiryWord.map { [$0] } ?? [])
    }
}
