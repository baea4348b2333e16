import ArgumentParser
import Glibc
import Transport

/// The campaign for POP: kills, cuts and failing disks, each followed by a run without faults.
struct PopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pop",
        abstract: "Kill martlet, cut its line and fail its disk while it downloads by POP.",
        discussion: """
            After each fault and one run without faults every message must be in the store once, \
            octet for octet, and the server empty. What was deleted there is looked for at the \
            instant of the fault. Parts: \(PartMaker.names.joined(separator: ", ")).
            """)

    @Option(help: "The program to try; default: the one built beside this one.")
    var martlet = BuiltPrograms.martlet
    @Option(help: "The library that makes its calls fail; default: as above.")
    var shim = BuiltPrograms.shim
    @Option(
        help: "Where the trials happen; memory is faster than a disk, and keeps what SIGKILL does.")
    var folder = PopCommand.fastFolder
    @Option(help: "How many trials run at the same time.") var jobs = 2
    @Option(help: "Only these parts, separated by commas.") var only: String?
    @Option(help: "One point of the part named by --only, with all that was printed.")
    var at: Int?
    @Option(help: "Try one point of so many.") var every = 1
    @Option(help: "How many instants and places are chosen at random.") var random = 2_000
    @Option(help: "What they are chosen by.") var seed: UInt64 = 1
    @Flag(help: "Against a Dovecot that is started for it; it cannot be told where to cut.")
    var dovecot = false

    func validate() throws {
        guard jobs > 0, every > 0, random >= 0 else {
            throw ValidationError("--jobs and --every must be at least 1.")
        }
        if let unknown = chosen.first(where: { !PartMaker.names.contains($0) }) {
            throw ValidationError("There is no part \"\(unknown)\".")
        }
        guard at == nil || chosen.count == 1 else {
            throw ValidationError("--at belongs to one part, named by --only.")
        }
    }

    private var chosen: [String] {
        only.map { $0.split(separator: ",").map(String.init) } ?? PartMaker.names
    }

    func run() async throws {
        for program in [martlet, shim] where !Files.exists(program) {
            throw ProofFault(
                "\(program) is missing. Build everything first: swift build -c release")
        }
        let ground = try await ProvingGround(
            folder: folder, martlet: martlet, shim: shim, stands: at == nil ? jobs : 1,
            dovecot: dovecot)
        do {
            let failed = try await campaign(on: ground)
            try await ground.clearUp()
            if failed > 0 { throw ExitCode.failure }
        } catch {
            try await ground.clearUp()
            throw error
        }
    }

    /// Answers how many trials went wrong.
    private func campaign(on ground: ProvingGround) async throws -> Int {
        var maker = PartMaker(
            random: random, seed: seed,
            mail: dovecot ? ProofMail.Choice().withProperLineEnds : ProofMail.Choice())
        try await maker.survey(on: ground.stands[0])
        let parts = maker.parts(hasCuts: !dovecot).filter { chosen.contains($0.name) }
        let campaign = Campaign(stands: ground.stands, stride: every) { line in
            let octets = Array("\(line)\n".utf8)
            _ = write(2, octets, octets.count)
        }
        if let at, let part = parts.first { return try await single(part, at, campaign, ground) }
        print(PopCommand.row(PartTotals.columns))
        print(PopCommand.row(PartTotals.columns.map { _ in "---" }))
        var failed = 0
        for part in parts {
            let totals = try await campaign.totals(of: part)
            failed += totals.failed
            print(PopCommand.row(totals.cells))
            fflush(nil)
        }
        return failed
    }

    private func single(
        _ part: Part, _ index: Int, _ campaign: Campaign, _ ground: ProvingGround
    ) async throws -> Int {
        guard part.faults.indices.contains(index) else {
            throw ValidationError("\(part.name) has the points 0 to \(part.faults.count - 1).")
        }
        print(part.faults[index])
        let outcome = try await campaign.outcome(of: part, index, on: ground.stands[0])
        print(outcome.evidence)
        print(outcome.isReached ? "The fault happened." : "The run ended before the fault.")
        for violation in outcome.violations { print(violation.sentence) }
        return outcome.violations.count
    }

    private static func row(_ cells: [String]) -> String {
        "| \(cells.joined(separator: " | ")) |"
    }

    private static var fastFolder: String {
        access("/dev/shm", W_OK) == 0
            ? "/dev/shm" : getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    }
}
