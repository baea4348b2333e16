import Glibc
import Transport

/// Makes the parts of the campaign, as many points in each as a run without faults has.
struct PartMaker {
    /// How many instants and places are chosen at random.
    var random: Int
    var seed: UInt64
    var mail = ProofMail.Choice()
    /// How runs without faults go, filled by ``survey(on:)``.
    private var small = Survey()
    private var mixed = Survey()
    private var pieces = Survey()
    private var birth = Survey()

    init(random: Int, seed: UInt64, mail: ProofMail.Choice = ProofMail.Choice()) {
        self.random = random
        self.seed = seed
        self.mail = mail
    }

    static let names = [
        "calls", "halfway", "after", "birth", "instants", "sent", "heard", "boundaries",
        "places", "enospc", "erofs", "eio", "short", "eintr", "fsync",
    ]

    mutating func survey(on stand: Stand) async throws {
        small = try await stand.survey(mail.small)
        mixed = try await stand.survey(mail.mixed)
        pieces = try await stand.survey(mail.pieces)
        birth = try await stand.survey(mail.small, from: .nothing)
    }

    /// - Parameter hasCuts: the server can end a connection where it is told to.
    func parts(hasCuts: Bool) -> [Part] {
        kills + (hasCuts ? cuts : []) + disk
    }

    // MARK: Kill

    private var kills: [Part] {
        [
            part(
                "calls", "SIGKILL before every write, sync and send", mail.mixed, calls(.killBefore)
            ),
            part(
                "halfway", "SIGKILL in the middle of every write and send", mail.pieces,
                calls(.killHalfway, pieces.calls)),
            part(
                "after", "SIGKILL after every write, sync and send", mail.pieces,
                calls(.killAfter, pieces.calls)),
            Part(
                name: "birth", title: "SIGKILL before every call, from no store on",
                mail: mail.small, beginning: .nothing, faults: calls(.killBefore, birth.calls)),
            part("instants", "SIGKILL at random instants", mail.mixed, instants),
        ]
    }

    private func calls(_ deed: CallFault.Deed, _ count: Int? = nil) -> [Fault] {
        let fault = CallFault(scope: .any, deed: deed)
        return (0..<(count ?? mixed.calls)).map { .call(fault, at: $0 + 1) }
    }

    private var instants: [Fault] {
        var generator = SeededGenerator(seed: seed)
        return (0..<random).map { _ in
            .instant(mixed.duration * Double.random(in: 0..<1.02, using: &generator))
        }
    }

    // MARK: Server cuts

    private var cuts: [Part] {
        [
            part(
                "sent", "Server cut (FIN, RST, truncated TLS) after every octet it sends",
                mail.small,
                everywhere((0...small.sent).map { .sent($0) })),
            part(
                "heard", "Server cut (the same three) after every octet it receives", mail.small,
                everywhere((0...small.heard).map { .heard($0) })),
            part(
                "boundaries", "Server cut at the ends of answers ±2 octets", mail.mixed,
                everywhere(boundaries.map { .sent($0) })),
            part("places", "Server cut at random places", mail.mixed, places),
        ]
    }

    private func everywhere(_ places: [ServerCut.Place]) -> [Fault] {
        places.flatMap { place in
            Farewell.allCases.map { .server(ServerCut(place: place, farewell: $0)) }
        }
    }

    private var boundaries: [Int] {
        let near = mixed.answerEnds.flatMap { end in (-2...2).map { end + $0 } }
        return Set(near.filter { $0 >= 0 && $0 <= mixed.sent }).sorted()
    }

    private var places: [Fault] {
        var generator = SeededGenerator(seed: seed &+ 1)
        return (0..<random).map { number in
            let place = Int.random(in: 0...max(1, mixed.sent), using: &generator)
            return .server(
                ServerCut(
                    place: .sent(place),
                    farewell: Farewell.allCases[number % Farewell.allCases.count]))
        }
    }

    // MARK: Disk

    private var disk: [Part] {
        let files = pieces.fileCalls
        return [
            part(
                "enospc", "Disk full at every file call", mail.pieces, twice(.fail(ENOSPC), files)),
            part(
                "erofs", "Disk read-only at every file call", mail.pieces,
                twice(.fail(EROFS), files)),
            part("eio", "EIO at every file call", mail.pieces, twice(.fail(EIO), files)),
            part("short", "Short write at every file call", mail.pieces, twice(.shortWrite, files)),
            part(
                "eintr", "EINTR at every call", mail.pieces, twice(.interrupt, pieces.calls, .any)),
            part(
                "fsync", "Failing fsync at every sync", mail.mixed,
                twice(.fail(EIO), mixed.syncs, .sync)),
        ]
    }

    /// Once, and from there on until the run ends.
    private func twice(
        _ deed: CallFault.Deed, _ count: Int, _ scope: CallFault.Scope = .file
    ) -> [Fault] {
        (0..<count).flatMap { index in
            [false, true].map { lasts in
                .call(CallFault(scope: scope, deed: deed, lasts: lasts), at: index + 1)
            }
        }
    }

    private func part(
        _ name: String, _ title: String, _ mail: ProofMail, _ faults: [Fault]
    ) -> Part {
        Part(name: name, title: "\(title), \(mail.name)", mail: mail, faults: faults)
    }
}
