import Mail
import Storage

/// `martlet backup FILE`: a consistent copy of the store, whoever uses it meanwhile.
public struct BackupCommand: Sendable {
    public var file: String
    /// A file of that name gives way.
    public var isForced: Bool

    public init(file: String, isForced: Bool) {
        self.file = file
        self.isForced = isForced
    }

    func run(_ paths: Paths, _ output: Output) throws(Problem) -> ExitStatus {
        let report: Backup.Report
        do throws(Problem) {
            report = try ShownWork.run("backup") { step throws(StoreFault) in
                try Backup(
                    of: paths.mail, to: file, replacing: isForced, progress: step
                ).run()
            }
        } catch {
            guard error.headline == StoreFault.exists(path: file).headline else { throw error }
            throw Problem(
                .usage, headline: error.headline,
                remedy: "Choose another name, or write over it with --force.")
        }
        output.result(
            .object([
                ("file", .string(file)), ("octets", .integer(report.octets)),
                ("messages", JSONValue(report.messages)), ("accounts", JSONValue(report.accounts)),
            ]),
            "\(file): \(report.messages) messages of \(report.accounts.joined(separator: ", ")), "
                + "\(StoreSize(report.octets)), checked")
        return .done
    }
}

/// `martlet restore FILE`: a backup takes the place of the store, which is kept aside.
public struct RestoreCommand: Sendable {
    public var file: String

    public init(file: String) {
        self.file = file
    }

    func run(_ paths: Paths, _ output: Output) throws(Problem) -> ExitStatus {
        let report = try ShownWork.run("restore") { step throws(StoreFault) in
            try Restore(
                from: file, to: paths.mail, bodies: paths.bodies, progress: step
            ).run(at: SystemClock.now)
        }
        output.result(
            .object([
                ("file", .string(file)), ("messages", JSONValue(report.messages)),
                ("accounts", JSONValue(report.accounts)), ("kept_as", JSONValue(report.keptAs)),
            ]),
            "\(report.messages) messages of \(report.accounts.joined(separator: ", ")) "
                + "are in place.")
        if let kept = report.keptAs { output.note("The store from before is kept as \(kept)") }
        output.note(
            "What arrived since the backup is downloaded again if its server still has it.")
        return .done
    }
}

/// `martlet doctor --compact`: the room of deleted mail goes back to the disk.
struct CompactCommand {
    func run(_ paths: Paths, _ output: Output) throws(Problem) -> ExitStatus {
        let compaction = Compaction(of: paths.mail)
        let (before, after) = try ShownWork.run("compact") { step throws(StoreFault) in
            let room = try compaction.room()
            let available = room.available.map { ", \(StoreSize($0)) are free" } ?? ""
            output.note("This needs \(StoreSize(room.needed)) on the disk\(available).")
            step(Activity(label: "writing the store anew"))
            return (room.file, try compaction.run())
        }
        output.result(
            .object([("octets_before", .integer(before)), ("octets", .integer(after))]),
            "The store takes \(StoreSize(after)) now, \(StoreSize(before)) before.")
        return .done
    }
}

/// A number of octets for people.
struct StoreSize: CustomStringConvertible {
    let description: String

    init(_ octets: Int64) {
        switch octets {
        case ..<(10 << 20): description = "\((octets + 1_023) >> 10) KiB"
        case ..<(10 << 30): description = "\(octets >> 20) MiB"
        default: description = "\(octets >> 30) GiB"
        }
    }
}
