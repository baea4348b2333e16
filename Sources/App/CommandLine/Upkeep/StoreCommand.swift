import Mail
import Storage

/// A command about the mail file itself: it needs no settings, and no store that opens.
public enum StoreCommand: Sendable {
    case doctor(DoctorCommand)
    case salvage(SalvageCommand)
    case compact
    case backup(BackupCommand)
    case restore(RestoreCommand)

    func run(_ paths: Paths, _ output: Output) throws(Problem) -> ExitStatus {
        switch self {
        case .doctor(let command): command.run(paths, output)
        case .salvage(let command): try command.run(paths, output)
        case .compact: try CompactCommand().run(paths, output)
        case .backup(let command): try command.run(paths, output)
        case .restore(let command): try command.run(paths, output)
        }
    }
}

extension Program {
    /// Runs on the process's first thread, which may wait for the disk.
    public func run(_ command: StoreCommand, isJSON: Bool) -> ExitStatus {
        let output = Output(isJSON: isJSON)
        do throws(Problem) {
            return try command.run(paths, output)
        } catch {
            output.problem(error)
            return ExitStatus(error.kind)
        }
    }
}

/// A work with steps that are shown on a terminal.
enum ShownWork {
    static func run<Value>(
        _ name: String, _ body: (@escaping (Activity) -> Void) throws(StoreFault) -> Value
    ) throws(Problem) -> Value {
        let (steps, show) = AsyncStream<Activity?>.makeStream(
            bufferingPolicy: .bufferingNewest(1))
        let bar = ProgressBar(name, steps)
        let outcome: Result<Value, StoreFault>
        do throws(StoreFault) {
            outcome = .success(try body { show.yield($0) })
        } catch {
            outcome = .failure(error)
        }
        show.finish()
        Program.waitFor { await bar.end() }
        switch outcome {
        case .success(let value): return value
        case .failure(let fault): throw Problem(fault)
        }
    }
}
