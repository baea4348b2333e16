import App
import ArgumentParser

/// Looks at the store, the settings, the terminal and the clock; makes a damaged store good.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the store, the settings, the terminal and the clock.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "Every index and the hash of every message as well.") var full = false
    @Option(help: "Write what can be read of a damaged store into this new file.")
    var salvage: String?
    @Flag(help: "Give the room of deleted mail back to the disk.") var compact = false

    func validate() throws {
        let wishes = [full, salvage != nil, compact].filter { $0 }.count
        guard wishes < 2 else {
            throw ValidationError("One at a time: --full, --salvage or --compact.")
        }
    }

    func run() throws {
        let command: StoreCommand =
            if let salvage { .salvage(SalvageCommand(file: salvage)) } else if compact {
                .compact
            } else {
                .doctor(DoctorCommand(isFull: full))
            }
        try finish(common.program.run(command, isJSON: output.json))
    }
}

struct BackupMail: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store, also while it is in use.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "Write over a file that exists.") var force = false
    @Argument(help: "The new file.") var file: String

    func run() throws {
        let command = BackupCommand(file: file, isForced: force)
        try finish(common.program.run(.backup(command), isJSON: output.json))
    }
}

struct RestoreMail: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the store, which is kept aside.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Argument(help: "A backup, or a salvaged store.") var file: String

    func run() throws {
        let command = RestoreCommand(file: file)
        try finish(common.program.run(.restore(command), isJSON: output.json))
    }
}
